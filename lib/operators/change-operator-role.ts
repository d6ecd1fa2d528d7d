import "server-only";
import { eq } from "drizzle-orm";
import { operators } from "@/db/schema/operators";
import { recordAudit } from "@/lib/audit/record-audit";
import { type ActorOf, type Context, inTransaction, type Role } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { endSessions } from "./end-sessions";
import { lockOperator } from "./lock-operator";
import { requirePermission } from "./require-permission";

/**
 * Give an operator another role and end their sessions at once. The role they have changes nothing.
 * @throws BrokerError `operator_not_found`, `own_account`, `last_owner`
 */
export async function changeOperatorRole(
  ctx: Context<ActorOf<"operator">>,
  { id, role }: { id: string; role: Role },
): Promise<void> {
  requirePermission(ctx.actor, "manage");
  const { tenantId } = ctx.actor;
  await inTransaction(ctx, async (tx) => {
    const { operator, isLastOwner } = await lockOperator(tx, id);
    if (operator.role === role) return;
    if (isLastOwner && operator.role === "owner" && !operator.disabledAt) {
      throw new BrokerError("conflict", "last_owner");
    }
    await tx.db.update(operators).set({ role }).where(eq(operators.id, id));
    await endSessions(tx.db, id);
    const data = { role: { from: operator.role, to: role } };
    await recordAudit(tx, { tenantId, action: "operator.change_role", entityId: id, data });
  });
}
