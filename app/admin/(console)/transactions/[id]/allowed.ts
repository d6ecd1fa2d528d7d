import type { Role } from "@/lib/context";
import { can } from "@/lib/operators/state";
import type { TransactionStory } from "@/lib/transactions/get-transaction-story";
import { isUnpaidEnd } from "@/lib/transactions/state";
import { redeliverRefusal } from "@/lib/webhooks/redeliver-refusal";

export type Allowed = {
  /** There is something to ask the provider. */
  recheck: boolean;
  /** The newest delivery that may be sent once more. */
  resend: string | null;
  refund: boolean;
};

/** What this operator may do with the transaction as it is; the verbs decide again. */
export function allowedActions(
  { transaction, attempt, app, deliveries }: TransactionStory,
  role: Role,
  now: Date,
): Allowed {
  const { status, exception } = transaction;
  const opened = attempt?.authority != null;
  const live = status === "open" || status === "verifying";
  const asked = live && (exception === null || exception === "never_answered");
  const awaitsLateMoney =
    isUnpaidEnd(status) && app.latePayment === "accept" && attempt?.nextCheckAt != null;
  const resendable = deliveries.filter((line) => redeliverRefusal(line, now.getTime()) === null);
  return {
    recheck: can(role, "recheck") && opened && (asked || awaitsLateMoney),
    resend: (can(role, "recheck") && resendable.at(-1)?.id) || null,
    refund: can(role, "write") && status === "paid",
  };
}
