import "server-only";
import { sql } from "drizzle-orm";
import { raiseAlert } from "@/lib/alerts/raise-alert";
import type { Context } from "@/lib/context";
import { log } from "@/lib/log";
import { takeRun } from "@/lib/server/take-run";
import { checkBooks } from "./check-books";

const EVERY_SECONDS = 3_600;

/**
 * Once an hour, in one of all processes: check the rules of the books. A broken one is an alert in the
 * inbox and an error in the log, every hour that it lasts; one that holds again resolves its alert.
 * @returns the broken rules' ids, or null when this was not the hour
 */
export async function watchBooks(ctx: Context): Promise<string[] | null> {
  if (!(await takeRun(ctx.db, { name: "books", everySeconds: EVERY_SECONDS }))) return null;
  const brokenIds: string[] = [];
  for (const { id, says, broken, ids } of await checkBooks(ctx.db)) {
    if (broken === 0) {
      await resolveAlert(ctx, id);
      continue;
    }
    brokenIds.push(id);
    log.error({ invariant: id, says, broken, ids }, "a rule of the books is broken");
    await raiseAlert(ctx, { kind: "invariant_broken", subject: id, data: { says, broken, ids } });
  }
  return brokenIds;
}

async function resolveAlert(ctx: Context, id: string): Promise<void> {
  const rows = await ctx.db.execute(sql`
    update payment.alerts set resolved_at = now(), resolved_by = 'books'
    where kind = 'invariant_broken' and subject = ${id} and resolved_at is null returning 1`);
  if (rows.length > 0) log.info({ invariant: id }, "a rule of the books holds again");
}
