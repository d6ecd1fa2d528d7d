import "server-only";
import { eq } from "drizzle-orm";
import { operators } from "@/db/schema/operators";
import { recordAudit } from "@/lib/audit/record-audit";
import { type ActorOf, type Context, inTransaction } from "@/lib/context";
import { lockOperator } from "./lock-operator";
import { requirePermission } from "./require-permission";

/**
 * Let a disabled operator in again, with the password and role they had. Repeating it changes nothing.
 * @throws BrokerError `operator_not_found`, `own_account`
 */
export async function enableOperator(ctx: Context<ActorOf<"operator">>, id: string): Promise<void> {
  requirePermission(ctx.actor, "manage");
  const { tenantId } = ctx.actor;
  await inTransaction(ctx, async (tx) => {
    const { operator } = await lockOperator(tx, id);
    if (!operator.disabledAt) return;
    await tx.db.update(operators).set({ disabledAt: null }).where(eq(operators.id, id));
    await recordAudit(tx, { tenantId, action: "operator.enable", entityId: id });
  });
}
