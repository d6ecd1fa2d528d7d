import { z } from "zod";
import { MODES } from "@/lib/context";
import { adminRefundBody, serializeAdminRefund } from "@/lib/refunds/serialize";
import { deliveryBody, serializeDelivery } from "@/lib/webhooks/serialize";
import type { TransactionDetail } from "./admin-get-transaction";
import { serializeTransaction, transactionBody } from "./serialize";
import { ATTEMPT_STATUSES } from "./state";

const time = z.iso.datetime({ precision: 3 });

const attemptBody = z.object({
  id: z.string(),
  object: z.literal("attempt"),
  mode: z.enum(MODES),
  provider: z.string(),
  status: z.enum(ATTEMPT_STATUSES),
  authority: z.string().nullable(),
  ref_id: z.string().nullable(),
  card_pan: z.string().nullable(),
  card_hash: z.string().nullable(),
  fee_rials: z.int().nullable(),
  callback_hint: z.enum(["ok", "not_ok"]).nullable(),
  checks: z.int(),
  created_at: time,
  opened_at: time.nullable(),
  callback_at: time.nullable(),
  last_check_at: time.nullable(),
  next_check_at: time.nullable(),
  ended_at: time.nullable(),
});

const eventBody = z.object({
  seq: z.int(),
  type: z.string(),
  at: time,
  actor: z.object({ type: z.string(), id: z.string().nullable() }),
  request_id: z.string().nullable(),
  attempt_id: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
  duration_ms: z.int().nullable(),
});

/** A transaction as an administrator sees it: the public object, and its whole history. */
export const transactionDetailBody = transactionBody.extend({
  /** Why a person must decide before this can end; null when nobody must. */
  exception: z.string().nullable(),
  attempts: z.array(attemptBody),
  events: z.array(eventBody),
  refunds: z.array(adminRefundBody),
  deliveries: z.array(deliveryBody),
});

const iso = (moment: Date | null) => moment?.toISOString() ?? null;

/** A transaction's detail in its public shape. */
export function serializeTransactionDetail(
  detail: TransactionDetail,
): z.output<typeof transactionDetailBody> {
  return {
    ...serializeTransaction(detail),
    exception: detail.transaction.exception,
    attempts: detail.attempts.map((one) => ({
      id: one.id,
      object: "attempt",
      mode: one.mode,
      provider: one.provider,
      status: one.status,
      authority: one.authority,
      ref_id: one.refId,
      card_pan: one.cardPan,
      card_hash: one.cardHash,
      fee_rials: one.feeRials === null ? null : Number(one.feeRials),
      callback_hint: one.callbackHint,
      checks: one.checks,
      created_at: one.createdAt.toISOString(),
      opened_at: iso(one.openedAt),
      callback_at: iso(one.callbackAt),
      last_check_at: iso(one.lastCheckAt),
      next_check_at: iso(one.nextCheckAt),
      ended_at: iso(one.endedAt),
    })),
    events: detail.events.map((one) => ({
      seq: one.seq,
      type: one.type,
      at: one.at.toISOString(),
      actor: { type: one.actorType, id: one.actorId },
      request_id: one.requestId,
      attempt_id: one.attemptId,
      data: one.data,
      duration_ms: one.durationMs,
    })),
    refunds: detail.refunds.map(serializeAdminRefund),
    deliveries: detail.deliveries.map(serializeDelivery),
  };
}
