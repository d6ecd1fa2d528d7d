import type { FirstRun } from "@/lib/apps/get-first-run";
import type { OperatorContext } from "@/lib/gates/operator";
import { getTestPayment } from "@/lib/test-payments/get-test-payment";
import { isTestOver } from "@/lib/test-payments/test-payment-steps";
import { isUnpaidEnd } from "@/lib/transactions/state";

/** The payment that the page follows, if one was begun: whether it moves, and whether it came to nothing. */
export async function findLastTest(ctx: OperatorContext, { app, lastTestId }: FirstRun) {
  if (!app || lastTestId === null) return null;
  const detail = await getTestPayment(ctx, { appId: app.id, transactionId: lastTestId });
  return {
    detail,
    isMoving: !isTestOver(detail.steps),
    hasFailed: isUnpaidEnd(detail.transaction.status),
  };
}

export type LastTest = Awaited<ReturnType<typeof findLastTest>>;
