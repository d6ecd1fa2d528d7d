import "server-only";
import { sql } from "drizzle-orm";
import { closeAlert } from "@/lib/alerts/close-alert";
import { recordAudit } from "@/lib/audit/record-audit";
import { type ActorOf, type Context, inTransaction } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { requirePermission } from "@/lib/operators/require-permission";
import { getLatePayment } from "./get-late-payment";
import { recordTransactionEvent } from "./record-transaction-event";

/**
 * Money that came after the end is not taken: nothing is verified, and the provider gives it back to the
 * shopper by itself. Nobody is told of it again.
 * @throws BrokerError `alert_not_found`; 409 `alert_resolved`, `exception_changed` once somebody took it
 */
export async function returnLatePayment(
  ctx: Context<ActorOf<"operator">>,
  { id, note }: { id: string; note: string },
): Promise<void> {
  requirePermission(ctx.actor, "write");
  const { alert, transaction, attemptId } = await getLatePayment(ctx, id);
  await inTransaction(ctx, async (tx) => {
    const [free] = await tx.db.execute(sql`
      select 1 from payment.attempts
      where id = ${attemptId} and late_accepted_at is null and status = 'unpaid' for update`);
    if (!free) throw new BrokerError("conflict", "exception_changed");
    if (!(await closeAlert(tx, id))) throw new BrokerError("conflict", "alert_resolved");
    await recordTransactionEvent(tx, {
      transactionId: transaction.id,
      type: "late_payment.returned",
      attemptId,
      data: { note },
    });
    await recordAudit(tx, {
      tenantId: transaction.tenantId,
      action: "transaction.return_late",
      entityId: transaction.id,
      data: { note, alert_id: alert.id },
    });
  });
}
