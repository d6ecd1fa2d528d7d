import "server-only";
import { sql } from "drizzle-orm";
import { literals } from "@/db/schema/base";
import type { Context } from "@/lib/context";
import { endUnpaid } from "./end-unpaid";
import type { ExceptionMove } from "./exception-moves";
import type { FailureReason } from "./failure";
import type { FoundException } from "./find-exception";
import { recordTransactionEvent } from "./record-transaction-event";
import { UNPAID_ENDS } from "./state";

type How = {
  as: ExceptionMove;
  note: string;
  failure: { code: string | null; reason: FailureReason };
};

/**
 * A payment on hold is over, inside the caller's database transaction: one that lived ends as failed and
 * its site is told; one that had ended stays as it was. False when it was on hold no more.
 */
export async function endException(
  tx: Context,
  { transaction, attempt, reason }: FoundException,
  { as, note, failure }: How,
): Promise<boolean> {
  const { id } = transaction;
  // In the order in which settling takes them: attempts, then the transaction.
  await tx.db.execute(sql`
    select 1 from payment.attempts where transaction_id = ${id} order by id for update`);
  const [held] = await tx.db.execute<{ ended: boolean }>(sql`
    select status in (${literals(UNPAID_ENDS)}) as ended from payment.transactions
    where id = ${id} and exception = ${reason} for update`);
  if (!held) return false;
  const attemptId = attempt?.id ?? null;
  await recordTransactionEvent(tx, {
    transactionId: id,
    type: "transaction.settled",
    attemptId,
    data: { reason, as, note },
  });
  if (held.ended) {
    await tx.db.execute(sql`update payment.transactions set exception = null where id = ${id}`);
    return true;
  }
  const ended = await endUnpaid(tx, { transactionId: id, attemptId, to: "failed", failure });
  if (!ended) throw new Error(`transaction ${id} was on hold and cannot end`);
  return true;
}
