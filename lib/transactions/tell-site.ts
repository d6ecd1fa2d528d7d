import "server-only";
import type { Context } from "@/lib/context";
import { recordEvent } from "@/lib/webhooks/record-event";
import type { TransactionView } from "./find-transaction";
import { serializeTransaction } from "./serialize";
import type { FinalStatus } from "./state";

/** Put the news of a transaction's end in the outbox, in the same database transaction. */
export async function tellSite(
  tx: Context,
  view: TransactionView,
  end: FinalStatus,
): Promise<void> {
  const { id, appId, mode } = view.transaction;
  await recordEvent(tx, {
    type: `transaction.${end}`,
    appId,
    mode,
    transactionId: id,
    data: { transaction: serializeTransaction(view) },
  });
}
