import { z } from "zod";
import { AMOUNT_RIALS_MAX } from "@/lib/money/rials";
import { REFUND_METHODS } from "@/lib/refunds/state";

/** What the dialog sends: exactly what its button says, and the way it showed. */
export const refundInput = z.object({
  transaction_id: z.string().max(64),
  /** Made when the dialog opened. */
  request_key: z.string().regex(/^[0-9a-f]{32}$/),
  amount_rials: z
    .string()
    .regex(/^[1-9]\d{0,14}$/)
    .transform(BigInt)
    .refine((rials) => rials <= AMOUNT_RIALS_MAX, "amount_too_large"),
  method: z.enum(REFUND_METHODS),
  reason: z
    .string()
    .trim()
    .max(255)
    .refine((text) => !text.includes("\0"), "invalid_format")
    .transform((text) => text || undefined)
    .optional(),
});
