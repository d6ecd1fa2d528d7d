import { z } from "zod";
import type { refunds } from "@/db/schema/refunds";
import { MODES } from "@/lib/context";
import { describeRefundFailure } from "./failure";
import { APPROVALS, REFUND_METHODS, REFUND_STATUSES } from "./state";

const isoTime = z.iso.datetime({ precision: 3 });

/** The refund object of client-api.md §6: what sites are answered and told by webhook. */
export const refundBody = z.object({
  id: z.string(),
  object: z.literal("refund"),
  /** The site's own; null when an operator asked without one. */
  refund_id: z.string().nullable(),
  transaction_id: z.string(),
  status: z.enum(REFUND_STATUSES),
  amount: z.int(),
  currency: z.enum(["IRR", "IRT"]),
  amount_rials: z.int(),
  reason: z.string().nullable(),
  created_at: isoTime,
  ended_at: isoTime.nullable(),
  failure: z
    .object({ code: z.string(), reason: z.string(), message: z.string(), message_fa: z.string() })
    .nullable(),
});
export type RefundBody = z.output<typeof refundBody>;

/** The same as an administrator sees it: how it went, and who asked. */
export const adminRefundBody = refundBody.extend({
  mode: z.enum(MODES),
  app_id: z.string(),
  provider: z.string(),
  method: z.enum(REFUND_METHODS),
  /** The provider's number of the payment, to find it in its own panel. */
  provider_ref: z.string().nullable(),
  requested_by: z.object({ type: z.enum(["app", "operator"]), id: z.string() }),
  /** Above the tenant's limit a second person decides in the console; until then nothing is sent. */
  approval: z.enum(APPROVALS),
  /** Why a person must decide; null when nobody must. */
  exception: z.string().nullable(),
  sent_at: isoTime.nullable(),
  /** When the provider took it over, to pay it out later. */
  accepted_at: isoTime.nullable(),
  last_check_at: isoTime.nullable(),
  next_check_at: isoTime.nullable(),
});
export type AdminRefundBody = z.output<typeof adminRefundBody>;

type Refund = typeof refunds.$inferSelect;
const iso = (moment: Date | null) => moment?.toISOString() ?? null;

/** A refund as sites see it. */
export function serializeRefund(refund: Refund): RefundBody {
  return {
    id: refund.id,
    object: "refund",
    refund_id: refund.refundRef,
    transaction_id: refund.transactionId,
    status: refund.status,
    amount: Number(refund.amountSent),
    currency: refund.currency,
    amount_rials: Number(refund.amountRials),
    reason: refund.reason,
    created_at: refund.createdAt.toISOString(),
    ended_at: iso(refund.endedAt),
    failure: describeRefundFailure(refund.failureCode, refund.failureReason),
  };
}

/** A refund as administrators see it. */
export function serializeAdminRefund(refund: Refund): AdminRefundBody {
  return {
    ...serializeRefund(refund),
    mode: refund.mode,
    app_id: refund.appId,
    provider: refund.provider,
    method: refund.method,
    provider_ref: refund.providerRef,
    requested_by: { type: refund.requestedByType, id: refund.requestedById },
    approval: refund.approval,
    exception: refund.exception,
    sent_at: iso(refund.sentAt),
    accepted_at: iso(refund.acceptedAt),
    last_check_at: iso(refund.lastCheckAt),
    next_check_at: iso(refund.nextCheckAt),
  };
}
