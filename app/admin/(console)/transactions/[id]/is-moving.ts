import type { TransactionStory } from "@/lib/transactions/get-transaction-story";
import { isFinal } from "@/lib/transactions/state";

/** What comes later than this is not waited for with the page open. */
const SOON_MS = 10 * 60_000;

/** True while somebody who looks on will see this page change by itself. */
export function isMoving(
  {
    transaction,
    deliveries,
    refunds,
  }: Pick<TransactionStory, "transaction" | "deliveries" | "refunds">,
  now: Date,
): boolean {
  const soon = (at: Date | null) => at !== null && at.getTime() - now.getTime() < SOON_MS;
  return (
    (!isFinal(transaction.status) && transaction.exception === null) ||
    deliveries.some(
      ({ status, nextAttemptAt }) =>
        status === "sending" || (status === "pending" && soon(nextAttemptAt)),
    ) ||
    refunds.some(
      ({ endedAt, exception, nextCheckAt }) =>
        endedAt === null && exception === null && soon(nextCheckAt),
    )
  );
}
