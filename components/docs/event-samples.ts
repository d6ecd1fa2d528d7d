import type { EventType } from "@/lib/webhooks/event-types";
import en from "@/messages/en.json";
import fa from "@/messages/fa.json";

const transaction = {
  id: "trx_01JD8Z6T3Q4W5E6R7T8Y9VBNMC",
  object: "transaction",
  mode: "live",
  app_id: "app_01JD8YQ4M5N6P7Q8R9S0T1V2W3",
  order_id: "A-1001",
  status: "paid",
  amount: 15000,
  currency: "IRT",
  amount_rials: 150000,
  description: "خرید اشتراک ماهانه",
  method: "card",
  payer: { name: null, mobile: "09121234567", email: null },
  metadata: { cart: 7 },
  pay_url: "https://pay.example.ir/pay/trx_01JD8Z6T3Q4W5E6R7T8Y9VBNMC",
  return_url: "https://shop.example/return",
  provider: "zarinpal",
  authority: "A0000000000000000000000000000wwOGYpd",
  ref_id: "59421827101" as string | null,
  card_pan: "603799******1234" as string | null,
  card_hash: null,
  fee_rials: 1200 as number | null,
  refunded_rials: 0,
  late: false,
  failure: null as object | null,
  created_at: "2026-11-21T10:12:04.120Z",
  expires_at: "2026-11-21T10:42:04.120Z",
  paid_at: "2026-11-21T10:15:30.000Z" as string | null,
  ended_at: "2026-11-21T10:15:30.000Z",
};
const unpaid = { ...transaction, ref_id: null, card_pan: null, fee_rials: null, paid_at: null };
const refund = {
  id: "rfd_01JD90A1B2C3D4E5F6G7H8J9K0",
  object: "refund",
  refund_id: "R-1001",
  transaction_id: transaction.id,
  status: "succeeded",
  amount: 15000,
  currency: "IRT",
  amount_rials: 150000,
  reason: "One of two items came back",
  created_at: "2026-11-21T10:20:00.000Z",
  ended_at: "2026-11-21T10:20:01.480Z",
  failure: null as object | null,
};
/** As lib/transactions/failure.ts words it, with the code of the provider's refusal. */
const unpaidBecause = (reason: keyof typeof en.failures, code = "-51") => ({
  failure: { code, reason, message: en.failures[reason], message_fa: fa.failures[reason] },
});
const refused = {
  code: "-60",
  reason: "provider_rejected",
  message: en.refundFailures.provider_rejected,
  message_fa: fa.refundFailures.provider_rejected,
};

const event = (type: EventType, seq: number, timestamp: string, data: object) =>
  JSON.stringify({ type, timestamp, id: `evt_01JD8ZB2M4N6P8Q0R2S4T6V${seq}`, seq, data }, null, 2);
const ended = (type: EventType, seq: number, changes: Partial<typeof transaction>) =>
  event(type, seq, transaction.ended_at, { transaction: { ...unpaid, ...changes } });

/** What each type brings, whole. event-samples.test.ts holds them against the contract's schema. */
export const EVENT_SAMPLES: Record<EventType, string> = {
  "transaction.paid": event("transaction.paid", 1042, transaction.ended_at, { transaction }),
  "transaction.failed": ended("transaction.failed", 1043, {
    status: "failed",
    ...unpaidBecause("payment_failed"),
  }),
  "transaction.canceled": ended("transaction.canceled", 1044, {
    status: "canceled",
    ...unpaidBecause("canceled_by_shopper"),
  }),
  "transaction.expired": ended("transaction.expired", 1045, {
    status: "expired",
    ...unpaidBecause("expired"),
  }),
  "refund.succeeded": event("refund.succeeded", 1046, refund.ended_at, {
    transaction: { ...transaction, refunded_rials: 150000 },
    refund,
  }),
  "refund.failed": event("refund.failed", 1047, refund.ended_at, {
    transaction,
    refund: { ...refund, status: "failed", failure: refused },
  }),
  "endpoint.test": event("endpoint.test", 1048, transaction.ended_at, {
    endpoint: {
      id: "whe_01JD8YZ0A1B2C3D4E5F6G7H8J9",
      app_id: transaction.app_id,
      mode: transaction.mode,
    },
  }),
};
