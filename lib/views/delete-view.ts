import "server-only";
import { eq } from "drizzle-orm";
import { savedViews } from "@/db/schema/operators";
import { recordAudit } from "@/lib/audit/record-audit";
import { type ActorOf, type Context, inTransaction } from "@/lib/context";
import { requirePermission } from "@/lib/operators/require-permission";
import { lockView } from "./lock-view";

/** Drop one's own view, or a colleague's shared one with `write`. @throws BrokerError `view_not_found` */
export async function deleteView(
  ctx: Context<ActorOf<"operator">>,
  { id }: { id: string },
): Promise<void> {
  requirePermission(ctx.actor, "read");
  await inTransaction(ctx, async (tx) => {
    const { tenantId, list, name, query } = await lockView(tx, id, { ofColleagues: true });
    await tx.db.delete(savedViews).where(eq(savedViews.id, id));
    const data = { list, name, query };
    await recordAudit(tx, { tenantId, action: "view.delete", entityId: id, data });
  });
}
