import "server-only";
import { sql } from "drizzle-orm";
import { closeAlert } from "@/lib/alerts/close-alert";
import { recordAudit } from "@/lib/audit/record-audit";
import { type ActorOf, type Context, inTransaction } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { requirePermission } from "@/lib/operators/require-permission";
import type { TransactionView } from "./find-transaction";
import { getLatePayment, type LatePayment } from "./get-late-payment";
import { settleAttempt } from "./settle-attempt";

/** Should this process die over the call, the reconciler goes on after this. Longer than a lease. */
const PICKED_UP_SECONDS = 45;

/**
 * `accepted`: it is paid. `asking`: no certain answer yet; the reconciler goes on. `on_hold`: verified, or
 * of another amount, and not bookable: for a person. `refused`: the provider has no such money any more.
 */
export type AcceptedLate = TransactionView & {
  result: "accepted" | "asking" | "on_hold" | "refused";
};

/**
 * Take money that came after the end although the app's policy is to let it go back: it is verified at
 * the provider, and the ended transaction is then paid, with `late`. The decision is written down before
 * the call, so that a lost answer is asked about until it is certain.
 * @throws BrokerError `alert_not_found`; 409 `alert_resolved`, `order_already_paid`
 */
export async function acceptLatePayment(
  ctx: Context<ActorOf<"operator">>,
  { id, note }: { id: string; note: string },
): Promise<AcceptedLate> {
  requirePermission(ctx.actor, "write");
  const late = await getLatePayment(ctx, id);
  await decide(ctx, late, note);
  const { attemptId, transaction } = late;
  const target = { transactionId: transaction.id, attemptId };
  const view = await settleAttempt(ctx, target, { by: "accept" });
  const result = await resultOf(ctx, view, attemptId);
  // One that is still being asked about keeps its alert; one that is on hold has a place of its own.
  if (result !== "asking") await closeAlert(ctx, id);
  return { ...view, result };
}

async function resultOf(
  ctx: Context,
  { transaction: { status, exception } }: TransactionView,
  attemptId: string,
): Promise<AcceptedLate["result"]> {
  if (status === "paid") return "accepted";
  if (exception !== null) return "on_hold";
  return (await isAsking(ctx, attemptId)) ? "asking" : "refused";
}

function decide(
  ctx: Context<ActorOf<"operator">>,
  { alert, transaction, attemptId }: LatePayment,
  note: string,
): Promise<void> {
  const { id, tenantId, appId, mode, orderId } = transaction;
  return inTransaction(ctx, async (tx) => {
    const [other] = await tx.db.execute(sql`
      select 1 from payment.transactions where app_id = ${appId} and mode = ${mode}
        and order_id = ${orderId} and status = 'paid' and id <> ${id}`);
    if (other) throw new BrokerError("conflict", "order_already_paid");
    await tx.db.execute(sql`
      update payment.attempts
      set late_accepted_at = coalesce(late_accepted_at, now()),
        next_check_at = now() + make_interval(secs => ${PICKED_UP_SECONDS})
      where id = ${attemptId} and transaction_id = ${id} and status = 'unpaid'`);
    // After the attempt, as the one who lets it go back: of two decisions one comes first.
    const [open] = await tx.db.execute(sql`
      select 1 from payment.alerts where id = ${alert.id} and resolved_at is null for update`);
    if (!open) throw new BrokerError("conflict", "alert_resolved");
    await recordAudit(tx, {
      tenantId,
      action: "transaction.accept_late",
      entityId: id,
      data: { note, alert_id: alert.id },
    });
  });
}

/** The provider gave no certain answer, and the attempt is on the ladder. */
async function isAsking(ctx: Context, attemptId: string): Promise<boolean> {
  const rows = await ctx.db.execute(sql`
    select 1 from payment.attempts
    where id = ${attemptId} and status = 'unpaid' and next_check_at is not null`);
  return rows.length > 0;
}
