import "server-only";
import { eq, sql } from "drizzle-orm";
import { savedViews } from "@/db/schema/operators";
import { recordAudit } from "@/lib/audit/record-audit";
import { type ActorOf, type Context, inTransaction } from "@/lib/context";
import { requirePermission } from "@/lib/operators/require-permission";
import { lockView } from "./lock-view";

/**
 * Show one's own view to all colleagues, or to oneself alone again; a colleague's can be taken back too.
 * Saying what is so already changes nothing. @throws BrokerError `view_not_found`
 */
export async function shareView(
  ctx: Context<ActorOf<"operator">>,
  { id, shared }: { id: string; shared: boolean },
): Promise<void> {
  requirePermission(ctx.actor, "write");
  await inTransaction(ctx, async (tx) => {
    const { tenantId, name, sharedAt } = await lockView(tx, id, { ofColleagues: true });
    if ((sharedAt !== null) === shared) return;
    await tx.db
      .update(savedViews)
      .set({ sharedAt: shared ? sql`now()` : null })
      .where(eq(savedViews.id, id));
    await recordAudit(tx, { tenantId, action: "view.share", entityId: id, data: { name, shared } });
  });
}
