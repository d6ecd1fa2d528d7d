import "server-only";
import { and, count, eq } from "drizzle-orm";
import { savedViews } from "@/db/schema/operators";
import { recordAudit } from "@/lib/audit/record-audit";
import { type ActorOf, type Context, inTransaction } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { mintId } from "@/lib/ids/mint-id";
import { requirePermission } from "@/lib/operators/require-permission";
import { canonicalQuery } from "./canonical-query";
import { getView } from "./get-view";
import type { SavedView, SaveViewInput } from "./schema";

/** More are not found again by name; each is a tab. */
const VIEWS_MAX = 50;

/**
 * Keep a list's filters under a name, for oneself. A view of the same name is replaced when `overwrite`
 * says so, and stays shared if it was.
 * @throws BrokerError `view_exists`, `too_many`
 */
export async function saveView(
  ctx: Context<ActorOf<"operator">>,
  input: SaveViewInput,
): Promise<SavedView> {
  requirePermission(ctx.actor, "read");
  const { tenantId, operatorId } = ctx.actor;
  const { list, name } = input;
  const query = canonicalQuery(list, input.query);
  return inTransaction(ctx, async (tx) => {
    const insert = tx.db
      .insert(savedViews)
      .values({ id: mintId("savedView"), tenantId, operatorId, list, name, query });
    const target = [savedViews.operatorId, savedViews.list, savedViews.name];
    const [saved] = await (input.overwrite
      ? insert.onConflictDoUpdate({ target, set: { query } })
      : insert.onConflictDoNothing({ target })
    ).returning({ id: savedViews.id });
    if (!saved) throw new BrokerError("conflict", "view_exists", { field: "name" });
    const own = and(eq(savedViews.operatorId, operatorId), eq(savedViews.list, list));
    const [held] = await tx.db.select({ count: count() }).from(savedViews).where(own);
    if (held && held.count > VIEWS_MAX) {
      throw new BrokerError("invalid_request", "too_many", { field: "name" });
    }
    const data = { list, name, query };
    await recordAudit(tx, { tenantId, action: "view.save", entityId: saved.id, data });
    return getView(tx, saved.id);
  });
}
