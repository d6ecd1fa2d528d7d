import { z } from "zod";
import { AMOUNT_RIALS_MAX, AMOUNT_RIALS_MIN, CURRENCIES, toRials } from "@/lib/money/rials";

const refundId = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\x21-\x7e]+$/);

const reason = z
  .string()
  .min(1)
  .max(255)
  .refine((text) => !text.includes("\0"), "invalid_format");

const amount = z.int({
  error: (issue) =>
    issue.code === "too_big"
      ? "amount_too_large"
      : issue.code === "too_small"
        ? "amount_too_small"
        : undefined,
});

const wish = {
  /** Absent: all that is left of the payment. Never without its currency. */
  amount: amount.optional(),
  currency: z.enum(CURRENCIES, "invalid_currency").optional(),
  reason: reason.optional(),
};
type Wish = { amount?: number | undefined; currency?: "IRR" | "IRT" | undefined };

/** The same bounds as for a payment, and a unit for every amount. */
function checkAmount({ value, issues }: { value: Wish; issues: z.core.$ZodRawIssue[] }): void {
  const { amount: given, currency } = value;
  const add = (member: string, message: string) =>
    issues.push({ code: "custom", path: [member], message, input: value });
  if (given === undefined || currency === undefined) {
    if (given !== undefined) add("currency", "required");
    if (currency !== undefined) add("amount", "required");
    return;
  }
  const rials = toRials(given, currency);
  if (rials < AMOUNT_RIALS_MIN) add("amount", "amount_too_small");
  if (rials > AMOUNT_RIALS_MAX) add("amount", "amount_too_large");
}

/** Body of POST /v1/pay/refund (client-api.md §6). */
export const refundPaymentBody = z
  .strictObject({ transaction_id: z.string().min(1).max(64), refund_id: refundId, ...wish })
  .check(checkAmount);

/** Body of POST /v1/admin/transactions/{id}/refund. With a refund_id the call may be repeated safely. */
export const refundTransactionBody = z
  .strictObject({ refund_id: refundId.optional(), ...wish })
  .check(checkAmount);
