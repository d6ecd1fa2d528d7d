import "server-only";
import { eq } from "drizzle-orm";
import { tenants } from "@/db/schema/tenants";
import { recordAudit } from "@/lib/audit/record-audit";
import { type ActorOf, type Context, inTransaction } from "@/lib/context";
import { requirePermission } from "@/lib/operators/require-permission";

/**
 * From when on a refund needs a second person: one of more than this many Rials; null: none does. Those
 * that wait already go on waiting. Only an owner may.
 */
export async function changeApprovalLimit(
  ctx: Context<ActorOf<"operator">>,
  { limitRials }: { limitRials: bigint | null },
): Promise<void> {
  requirePermission(ctx.actor, "manage");
  const { tenantId } = ctx.actor;
  await inTransaction(ctx, async (tx) => {
    const [before] = await tx.db
      .select({ limit: tenants.refundApprovalRials })
      .from(tenants)
      .where(eq(tenants.id, tenantId))
      .for("no key update");
    if (!before) throw new Error(`tenant ${tenantId} is gone`);
    if (before.limit === limitRials) return;
    await tx.db
      .update(tenants)
      .set({ refundApprovalRials: limitRials })
      .where(eq(tenants.id, tenantId));
    await recordAudit(tx, {
      tenantId,
      action: "tenant.set_refund_approval",
      entityId: tenantId,
      data: { refund_approval_rials: { from: plain(before.limit), to: plain(limitRials) } },
    });
  });
}

/** JSON knows no bigint; limits are far below 2^53. */
const plain = (rials: bigint | null) => (rials === null ? null : Number(rials));
