import "server-only";
import { sql } from "drizzle-orm";
import { recordAudit } from "@/lib/audit/record-audit";
import { type ActorOf, type Context, inTransaction } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { requirePermission } from "@/lib/operators/require-permission";
import { kickWebhooks } from "@/lib/webhooks/kick-webhooks";
import { endException } from "./end-exception";
import type { ExceptionMove } from "./exception-moves";
import { type FoundException, findException } from "./find-exception";
import { getView, type TransactionView } from "./find-transaction";
import { recordTransactionEvent } from "./record-transaction-event";
import { reverseTwicePaid } from "./reverse-twice-paid";

export type Decision = { id: string; as: ExceptionMove; note: string };
/** `refused`: the provider does not reverse it. `unclear`: its answer got lost; deciding again asks again. */
export type Settled = TransactionView & {
  result: "settled" | "asked_again" | "refused" | "unclear";
};

/**
 * An operator decides about a payment on hold, with a note of why. Only what its reason allows now:
 * `exception-moves.ts`. Whoever comes second decides nothing.
 * @throws BrokerError `transaction_not_found`; 409 `exception_changed`
 */
export async function settleException(
  ctx: Context<ActorOf<"operator">>,
  { id, as, note }: Decision,
): Promise<Settled> {
  requirePermission(ctx.actor, "write");
  const found = await findException(ctx, id);
  if (!found.moves.includes(as)) throw new BrokerError("conflict", "exception_changed");
  let result: Settled["result"] = "settled";
  if (as === "reverse") result = await reverseTwicePaid(ctx, found, note);
  else if (as === "ask_again") {
    await askAgain(ctx, found, note);
    result = "asked_again";
  } else {
    await inTransaction(ctx, async (tx) => {
      await recordDecision(tx, found, { as, note });
      const reason = as === "keep" ? "order_already_paid" : "settled_by_operator";
      const ended = await endException(tx, found, { as, note, failure: { code: null, reason } });
      if (!ended) throw new BrokerError("conflict", "exception_changed");
    });
    kickWebhooks();
  }
  return { ...(await getView(ctx.db, id)), result };
}

/** Back where the reconciler finds it, due at once. */
function askAgain(
  ctx: Context<ActorOf<"operator">>,
  found: FoundException,
  note: string,
): Promise<void> {
  const { id } = found.transaction;
  return inTransaction(ctx, async (tx) => {
    await tx.db.execute(sql`
      update payment.attempts set next_check_at = now(), rung = 0
      where transaction_id = ${id} and authority is not null
        and (status = 'open' or (status = 'unpaid' and late_accepted_at is not null))`);
    const freed = await tx.db.execute(sql`
      update payment.transactions set exception = null
      where id = ${id} and exception = ${found.reason}
      returning 1`);
    if (freed.length === 0) throw new BrokerError("conflict", "exception_changed");
    await recordTransactionEvent(tx, {
      transactionId: id,
      type: "transaction.settled",
      attemptId: found.attempt?.id ?? null,
      data: { reason: found.reason, as: "ask_again", note },
    });
    await recordDecision(tx, found, { as: "ask_again", note });
  });
}

function recordDecision(
  tx: Context,
  { transaction, reason }: FoundException,
  { as, note }: Pick<Decision, "as" | "note">,
): Promise<void> {
  return recordAudit(tx, {
    tenantId: transaction.tenantId,
    action: "transaction.settle",
    entityId: transaction.id,
    data: { exception: reason, as, note },
  });
}
