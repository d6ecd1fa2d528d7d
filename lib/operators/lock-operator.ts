import "server-only";
import { and, eq, isNull, or } from "drizzle-orm";
import { operators } from "@/db/schema/operators";
import type { ActorOf, Context } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import type { Operator } from "./find-session";

/**
 * An operator of the tenant, locked together with every active owner, so that of two owners who unmake
 * each other at once one finds the other gone. Call it inside the transaction that changes the operator.
 * @returns the operator, and whether no other owner is active.
 * @throws BrokerError `operator_not_found`; `own_account`: nobody does this to themselves
 */
export async function lockOperator(
  tx: Context<ActorOf<"operator">>,
  id: string,
): Promise<{ operator: Operator; isLastOwner: boolean }> {
  if (id === tx.actor.operatorId) throw new BrokerError("conflict", "own_account");
  const activeOwner = and(eq(operators.role, "owner"), isNull(operators.disabledAt));
  const found = await tx.db
    .select()
    .from(operators)
    .where(and(eq(operators.tenantId, tx.actor.tenantId), or(eq(operators.id, id), activeOwner)))
    // Always in this order, or two of us could wait for each other.
    .orderBy(operators.id)
    .for("update");
  const operator = found.find((one) => one.id === id);
  if (!operator) throw new BrokerError("not_found", "operator_not_found");
  const others = found.filter((one) => one.id !== id);
  return { operator, isLastOwner: others.length === 0 };
}
