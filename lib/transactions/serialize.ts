import { z } from "zod";
import { TRANSACTION_STATUSES } from "./state";

const isoTime = z.iso.datetime({ precision: 3 });

/** The transaction object of client-api.md §3: the only shape in which one leaves the building. */
export const transactionBody = z.object({
  id: z.string(),
  object: z.literal("transaction"),
  mode: z.enum(["test", "live"]),
  app_id: z.string(),
  order_id: z.string(),
  status: z.enum(TRANSACTION_STATUSES),
  amount: z.int(),
  currency: z.enum(["IRR", "IRT"]),
  amount_rials: z.int(),
  description: z.string(),
  method: z.string(),
  payer: z.object({
    name: z.string().nullable(),
    mobile: z.string().nullable(),
    email: z.string().nullable(),
  }),
  metadata: z.record(z.string(), z.unknown()),
  pay_url: z.string(),
  return_url: z.string(),
  provider: z.string().nullable(),
  authority: z.string().nullable(),
  ref_id: z.string().nullable(),
  card_pan: z.string().nullable(),
  card_hash: z.string().nullable(),
  fee_rials: z.int().nullable(),
  refunded_rials: z.int(),
  late: z.boolean(),
  failure: z
    .object({ code: z.string(), reason: z.string(), message: z.string(), message_fa: z.string() })
    .nullable(),
  created_at: isoTime,
  expires_at: isoTime,
  paid_at: isoTime.nullable(),
  ended_at: isoTime.nullable(),
});
export type TransactionBody = z.output<typeof transactionBody>;
