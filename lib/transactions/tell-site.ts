import "server-only";
import type { Context } from "@/lib/context";
import { recordEvent } from "@/lib/webhooks/record-event";
import { type Transaction, withAttempt } from "./find-transaction";
import { serializeTransaction } from "./serialize";
import type { FinalStatus } from "./state";

/** Put the news of a transaction's end in the outbox, in the same database transaction. */
export async function tellSite(
  tx: Context,
  transaction: Transaction,
  end: FinalStatus,
): Promise<void> {
  const view = await withAttempt(tx.db, transaction);
  await recordEvent(tx, {
    type: `transaction.${end}`,
    appId: transaction.appId,
    mode: transaction.mode,
    transactionId: transaction.id,
    data: { transaction: serializeTransaction(view) },
  });
}
