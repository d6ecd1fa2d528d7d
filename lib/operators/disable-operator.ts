import "server-only";
import { eq, sql } from "drizzle-orm";
import { operators } from "@/db/schema/operators";
import { recordAudit } from "@/lib/audit/record-audit";
import { type ActorOf, type Context, inTransaction } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { endSessions } from "./end-sessions";
import { lockOperator } from "./lock-operator";
import { requirePermission } from "./require-permission";

/**
 * Shut an operator out: their sessions end and their admin tokens are refused at once. What they did
 * stays in the audit under their name. Repeating it changes nothing.
 * @throws BrokerError `operator_not_found`, `own_account`, `last_owner`
 */
export async function disableOperator(
  ctx: Context<ActorOf<"operator">>,
  id: string,
): Promise<void> {
  requirePermission(ctx.actor, "manage");
  const { tenantId } = ctx.actor;
  await inTransaction(ctx, async (tx) => {
    const { operator, isLastOwner } = await lockOperator(tx, id);
    if (operator.disabledAt) return;
    if (isLastOwner && operator.role === "owner") throw new BrokerError("conflict", "last_owner");
    await tx.db.update(operators).set({ disabledAt: sql`now()` }).where(eq(operators.id, id));
    await endSessions(tx.db, id);
    await recordAudit(tx, { tenantId, action: "operator.disable", entityId: id });
  });
}
