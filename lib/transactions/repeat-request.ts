import "server-only";
import { sql } from "drizzle-orm";
import { decodeRow } from "@/db/rows";
import { transactions } from "@/db/schema/transactions";
import { inTransaction } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import type { AppContext } from "@/lib/gates/api-key";
import { mintId } from "@/lib/ids/mint-id";
import { askForSession, type Opening } from "./ask-for-session";
import { hasContentHash } from "./content-hash";
import { expireUnopened } from "./expire-unopened";
import {
  findCurrentOfOrder,
  getView,
  type Transaction,
  type TransactionView,
} from "./find-transaction";
import { OPENING_SECONDS } from "./insert-transaction";
import { recordTransactionEvent } from "./record-transaction-event";
import { serializeTransaction } from "./serialize";
import { settleAttempt } from "./settle-attempt";
import { isFinal, isUnpaidEnd } from "./state";

/** A transaction, and whether the request was a repeat of one that opened it. */
export type OpenOutcome = TransactionView & { replayed: boolean };

/**
 * Answer a request whose order already has a live or a paid transaction (client-api.md §3): the same
 * transaction again, a new attempt on one that the provider never opened, or a conflict. Null when that
 * transaction is over by now: the order is free for a new one.
 */
export async function repeatRequest(
  ctx: AppContext,
  opening: Opening,
): Promise<OpenOutcome | null> {
  const { input } = opening;
  const found = await findCurrentOfOrder(ctx, input.order_id);
  const current = found && (await endIfExpired(ctx, found));
  if (!current || isUnpaidEnd(current.transaction.status)) return null;
  const { transaction } = current;
  if (transaction.status === "paid") {
    throw new BrokerError("conflict", "order_already_paid", {
      beside: { transaction: serializeTransaction(current) },
    });
  }
  if (!hasContentHash(input, transaction.contentHash)) {
    throw new BrokerError("conflict", "order_changed", { field: "order_id" });
  }
  if (transaction.status !== "created") return { ...current, replayed: true };

  const attemptId = mintId("attempt");
  const held = await beginAttempt(ctx, opening, transaction.id, attemptId);
  if (!held) throw orderInProgress();
  const view = await askForSession(ctx, { ...opening, transaction: held, attemptId });
  return { ...view, replayed: false };
}

/** Past its time, a transaction ends now rather than at the reconciler's next look, if it may. */
async function endIfExpired(ctx: AppContext, view: TransactionView): Promise<TransactionView> {
  const { transaction, attempt } = view;
  if (isFinal(transaction.status) || transaction.expiresAt > new Date()) return view;
  if (transaction.status === "created") {
    await expireUnopened(ctx, transaction.id);
    return getView(ctx.db, transaction.id);
  }
  if (!attempt) return view;
  const target = { transactionId: transaction.id, attemptId: attempt.id };
  return settleAttempt(ctx, target, { by: "inquiry", minAgeSeconds: 5 });
}

export const orderInProgress = () =>
  new BrokerError("conflict", "order_in_progress", { retryAfterSeconds: 1 });

/** Take the transaction for a new call to the provider; null while another call holds it. */
function beginAttempt(
  ctx: AppContext,
  { account }: Opening,
  transactionId: string,
  attemptId: string,
): Promise<Transaction | null> {
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db.execute(sql`
      update payment.transactions
      set opening_until = now() + make_interval(secs => ${OPENING_SECONDS}), event_seq = event_seq + 1
      where id = ${transactionId} and status = 'created'
        and (opening_until is null or opening_until < now())
      returning *`);
    if (!row) return null;
    const transaction = decodeRow(transactions, row);
    // A call whose process died never said how it ended.
    await tx.db.execute(sql`
      update payment.attempts set status = 'lost', ended_at = now()
      where transaction_id = ${transactionId} and status = 'requesting'`);
    await tx.db.execute(sql`
      insert into payment.attempts (id, transaction_id, mode, account_id, provider, status)
      values (${attemptId}, ${transactionId}, ${transaction.mode}, ${account.accountId}, ${account.provider}, 'requesting')`);
    const entry = { transactionId, type: "attempt.repeated", attemptId } as const;
    await recordTransactionEvent(tx, entry, transaction.eventSeq);
    return transaction;
  });
}
