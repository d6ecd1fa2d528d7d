import en from "@/messages/en.json";
import fa from "@/messages/fa.json";

/** Why a refund failed. Closed list; each has a sentence under `refundFailures` in messages/. */
const REFUND_FAILURE_REASONS = [
  "provider_rejected",
  "payout_failed",
  "not_sent",
  "not_carried_out",
  "declined",
  "settled_by_operator",
] as const;
export type RefundFailureReason = (typeof REFUND_FAILURE_REASONS)[number];
export type RefundFailure = { reason: RefundFailureReason; code: string | null };

/** The public form of a failure. `code` is the provider's own where it gave one. */
export function describeRefundFailure(code: string | null, reason: string | null) {
  if (reason === null) return null;
  const known = reason as RefundFailureReason;
  return {
    code: code ?? reason,
    reason,
    message: en.refundFailures[known],
    message_fa: fa.refundFailures[known],
  };
}
