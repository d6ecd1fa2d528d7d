import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import { describeError, log } from "@/lib/log";
import { carryOutRefund } from "./carry-out-refund";
import { lookUpRefund } from "./look-up-refund";

const BATCH = 20;
const PARALLEL = 4;
/** A picked refund comes back after this, should its picker die. Longer than a lease. */
const PICKED_SECONDS = 60;

type Due = { id: string; sent: boolean };
export type RefundSummary = { sent: number; looked_up: number };

/**
 * Go on with every refund that is due: send what waits for its turn, look up what was sent. Overlapping
 * runs and several processes are safe: a row is picked once, and sending and recording are guarded.
 */
export async function advanceDueRefunds(ctx: Context, budgetMs: number): Promise<RefundSummary> {
  const until = Date.now() + budgetMs;
  const summary = { sent: 0, looked_up: 0 };
  while (Date.now() < until) {
    const due = await pickDue(ctx);
    const queue = [...due];
    const workers = Array.from({ length: PARALLEL }, async () => {
      for (let one = queue.shift(); one; one = queue.shift()) {
        await advance(ctx, one);
        summary[one.sent ? "looked_up" : "sent"]++;
      }
    });
    await Promise.all(workers);
    if (due.length < BATCH) break;
  }
  return summary;
}

function pickDue(ctx: Context): Promise<Due[]> {
  return ctx.db.execute<Due>(sql`
    update payment.refunds set next_check_at = now() + make_interval(secs => ${PICKED_SECONDS})
    where id = any(array(
      select id from payment.refunds where next_check_at <= now()
      order by next_check_at limit ${BATCH} for update skip locked))
    returning id, sent_at is not null as sent`);
}

/** A surprise is logged and costs only this refund its turn. */
async function advance(ctx: Context, { id, sent }: Due): Promise<void> {
  try {
    await (sent ? lookUpRefund(ctx, id) : carryOutRefund(ctx, id, 0));
  } catch (error) {
    log.error({ refundId: id, cause: describeError(error) }, "refund not advanced");
  }
}
