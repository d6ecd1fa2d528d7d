import { z } from "zod";
import type { attempts, transactions } from "@/db/schema/transactions";
import { env } from "@/lib/env";
import { describeFailure } from "./failure";
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

const iso = (time: Date | null) => time?.toISOString() ?? null;

/** A transaction and the attempt that speaks for it (the paid one, else the newest), as sites see it. */
export function serializeTransaction({
  transaction,
  attempt,
}: {
  transaction: typeof transactions.$inferSelect;
  attempt: typeof attempts.$inferSelect | null;
}): TransactionBody {
  return {
    id: transaction.id,
    object: "transaction",
    mode: transaction.mode,
    app_id: transaction.appId,
    order_id: transaction.orderId,
    status: transaction.status,
    amount: Number(transaction.amountSent),
    currency: transaction.currency,
    amount_rials: Number(transaction.amountRials),
    description: transaction.description,
    method: transaction.method,
    payer: {
      name: transaction.payerName,
      mobile: transaction.payerMobile,
      email: transaction.payerEmail,
    },
    metadata: transaction.metadata,
    pay_url: `${env().PUBLIC_URL}/pay/${transaction.id}`,
    return_url: transaction.returnUrl,
    provider: attempt?.provider ?? null,
    authority: attempt?.authority ?? null,
    ref_id: attempt?.refId ?? null,
    card_pan: attempt?.cardPan ?? null,
    card_hash: attempt?.cardHash ?? null,
    fee_rials: attempt?.feeRials == null ? null : Number(attempt.feeRials),
    refunded_rials: Number(transaction.refundedRials),
    late: transaction.lateAt !== null,
    failure: describeFailure(transaction.failureCode, transaction.failureReason),
    created_at: transaction.createdAt.toISOString(),
    expires_at: transaction.expiresAt.toISOString(),
    paid_at: iso(transaction.paidAt),
    ended_at: iso(transaction.endedAt),
  };
}
