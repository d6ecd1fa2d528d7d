import "server-only";
import { type Alert, getOpenAlert } from "@/lib/alerts/get-open-alert";
import type { ActorOf, Context } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { getView, type Transaction } from "./find-transaction";

export type LatePayment = { alert: Alert; transaction: Transaction; attemptId: string };

/**
 * The open alert of late money, with the transaction that it came for.
 * @throws BrokerError `alert_not_found`, also for an alert of another kind; 409 `alert_resolved`
 */
export async function getLatePayment(
  ctx: Context<ActorOf<"operator">>,
  id: string,
): Promise<LatePayment> {
  const alert = await getOpenAlert(ctx, id);
  const { transaction_id: transactionId } = alert.data;
  if (alert.kind !== "late_payment" || typeof transactionId !== "string") {
    throw new BrokerError("not_found", "alert_not_found");
  }
  const { transaction } = await getView(ctx.db, transactionId);
  if (transaction.tenantId !== ctx.actor.tenantId) {
    throw new BrokerError("not_found", "alert_not_found");
  }
  return { alert, transaction, attemptId: alert.subject };
}
