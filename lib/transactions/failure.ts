import en from "@/messages/en.json";
import fa from "@/messages/fa.json";

/** Why a transaction ended unpaid. Closed list; each has a sentence under `failures` in messages/. */
export const FAILURE_REASONS = [
  "canceled_by_shopper",
  "payment_failed",
  "expired",
  "provider_rejected",
  "unknown_to_provider",
  "order_already_paid",
  "settled_by_operator",
  "reversed_by_operator",
] as const;
export type FailureReason = (typeof FAILURE_REASONS)[number];

/** The public form of a failure. `code` is the provider's own where it gave one. */
export function describeFailure(code: string | null, reason: string | null) {
  if (reason === null) return null;
  const known = reason as FailureReason;
  return {
    code: code ?? reason,
    reason,
    message: en.failures[known],
    message_fa: fa.failures[known],
  };
}
