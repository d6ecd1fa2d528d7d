import type { FirstRun } from "@/lib/apps/get-first-run";
import { BrokerError } from "@/lib/errors";
import type { OperatorContext } from "@/lib/gates/operator";
import { getTestPayment } from "@/lib/test-payments/get-test-payment";
import { isTestOver } from "@/lib/test-payments/test-payment-steps";
import { isUnpaidEnd } from "@/lib/transactions/state";

/** The payment that the page follows, if one was begun: whether it moves, and whether it came to nothing. */
export async function findLastTest(ctx: OperatorContext, { app, lastTestId, paidId }: FirstRun) {
  const transactionId = paidId ?? lastTestId;
  if (!app || transactionId === null) return null;
  try {
    const detail = await getTestPayment(ctx, { appId: app.id, transactionId });
    return {
      detail,
      isMoving: !isTestOver(detail.steps),
      hasFailed: isUnpaidEnd(detail.transaction.status) || detail.steps[0]?.state === "failed",
    };
  } catch (error) {
    // The first one paid was a live one: nothing to follow here.
    if (error instanceof BrokerError && error.code === "not_found") return null;
    throw error;
  }
}

export type LastTest = Awaited<ReturnType<typeof findLastTest>>;
