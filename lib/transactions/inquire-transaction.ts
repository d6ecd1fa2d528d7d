import "server-only";
import type { ActorOf, Context } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { findTransaction, type TransactionView } from "./find-transaction";
import type { InquiryInput } from "./schema";
import { settleAttempt } from "./settle-attempt";

/** The provider is asked at most so often per transaction, and waited for so long (client-api.md §4). */
const MIN_AGE_SECONDS = 5;
const PATIENCE_MS = 8_000;

/**
 * One of the app's transactions, healed on read: while it is not final the provider is asked first.
 * @throws BrokerError `transaction_not_found`, also for another app's.
 */
export async function inquireTransaction(
  ctx: Context<ActorOf<"app">>,
  input: InquiryInput,
): Promise<TransactionView> {
  const view = await findTransaction(
    ctx,
    input.id !== undefined
      ? { id: input.id }
      : input.order_id !== undefined
        ? { orderId: input.order_id }
        : { authority: input.authority ?? "" },
  );
  if (!view) throw new BrokerError("not_found", "transaction_not_found");
  const { transaction, attempt } = view;
  const live = transaction.status === "open" || transaction.status === "verifying";
  if (!live || !attempt || !isOld(attempt.lastCheckAt)) return view;
  const target = { transactionId: transaction.id, attemptId: attempt.id };
  const trigger = { by: "inquiry", minAgeSeconds: MIN_AGE_SECONDS } as const;
  return settleAttempt(ctx, target, trigger, PATIENCE_MS);
}

/** Only to spare a statement: the claim itself decides, in database time. */
function isOld(lastCheckAt: Date | null): boolean {
  return lastCheckAt === null || Date.now() - lastCheckAt.getTime() > (MIN_AGE_SECONDS - 1) * 1000;
}
