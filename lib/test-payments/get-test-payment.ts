import "server-only";
import type { ActorOf, Context } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import {
  adminGetTransaction,
  type TransactionDetail,
} from "@/lib/transactions/admin-get-transaction";
import { type TestStep, testPaymentSteps } from "./test-payment-steps";

/**
 * A payment of an app in test mode, and how far it has come.
 * @throws BrokerError `transaction_not_found` also for another app's and for a live one
 */
export async function getTestPayment(
  ctx: Context<ActorOf<"operator">>,
  { appId, transactionId }: { appId: string; transactionId: string },
): Promise<TransactionDetail & { steps: TestStep[] }> {
  const detail = await adminGetTransaction(ctx, transactionId);
  const { appId: owner, mode } = detail.transaction;
  if (owner !== appId || mode !== "test") {
    throw new BrokerError("not_found", "transaction_not_found");
  }
  return { ...detail, steps: testPaymentSteps(detail) };
}
