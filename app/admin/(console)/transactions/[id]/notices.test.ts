import { expect, test } from "vitest";
import fa from "@/messages/fa.json";
import { noticesOf } from "./notices";

type Story = Parameters<typeof noticesOf>[0];
const NOW = new Date("2026-11-21T10:00:00Z");
const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

type Given = {
  transaction?: object;
  attempt?: object | null;
  timeline?: object[];
  deliveries?: object[];
  refunds?: object[];
  order?: object[];
};

function story(given: Given): Story {
  const attempt =
    given.attempt === null
      ? null
      : {
          provider: "zarinpal",
          authority: "S1",
          handedOffAt: at(-60),
          callbackAt: null,
          nextCheckAt: null,
          ...given.attempt,
        };
  const transaction = {
    status: "paid",
    exception: null,
    lateAt: null,
    openingUntil: null,
    expiresAt: at(600),
    failureReason: null,
    failureCode: null,
    ...given.transaction,
  };
  const related = { order: given.order ?? [], card: null, mobile: null };
  return {
    transaction,
    attempt,
    attempts: attempt ? [attempt] : [],
    timeline: given.timeline ?? [],
    deliveries: given.deliveries ?? [],
    refunds: given.refunds ?? [],
    related,
  } as unknown as Story;
}

const failed = (failureReason: string, failureCode: string | null = null, status = "failed") => ({
  transaction: { status, failureReason, failureCode },
});
const delivery = (given: object) => ({
  id: "whd_1",
  type: "transaction.paid",
  status: "pending",
  resumeStatus: null,
  attempt: 0,
  nextAttemptAt: at(-1),
  ...given,
});

test("of a payment that went as it should, and whose site knows, nothing is said", () => {
  expect(noticesOf(story({ deliveries: [delivery({ status: "delivered" })] }), NOW)).toEqual([]);
});

test.each<[string, Given, object]>([
  [
    "a refusal by the bank names the shopper's side and the provider's code",
    failed("payment_failed", "-51"),
    { kind: "payment_failed", tone: "danger", party: "payer", said: { code: "-51" } },
  ],
  [
    "a suspended merchant is the merchant's affair",
    failed("provider_rejected", "-15"),
    {
      kind: "rejected_merchant",
      party: "merchant",
      said: { fa: expect.stringContaining("تعلیق") },
    },
  ],
  [
    "an amount over the limit is the site's",
    failed("provider_rejected", "-41"),
    { kind: "rejected_site", party: "site" },
  ],
  [
    "a refusal that nobody explains is still the provider's",
    failed("provider_rejected", "-99"),
    { kind: "rejected_other", party: "provider", said: { code: "-99" } },
  ],
  [
    "a session that the provider does not know",
    failed("unknown_to_provider", "-54"),
    { kind: "unknown_to_provider", said: { code: "-54" } },
  ],
  [
    "a second payment of a paid order leads to the first",
    { ...failed("order_already_paid"), order: [{ id: "trx_2", status: "paid" }] },
    { kind: "order_already_paid", leadsTo: { transactionId: "trx_2" } },
  ],
  ["a reason from a later version", failed("something_new", "-1"), { kind: "failed_other" }],
  [
    "a shopper who left",
    failed("canceled_by_shopper", "-51", "canceled"),
    { kind: "canceled_by_shopper", tone: "neutral", party: "shopper" },
  ],
  [
    "expired, never shown",
    { ...failed("expired", null, "expired"), attempt: { handedOffAt: null } },
    { kind: "expired_unseen" },
  ],
  ["expired at the bank", failed("expired", "-51", "expired"), { kind: "expired_abandoned" }],
  [
    "expired although the browser came back",
    { ...failed("expired", "-51", "expired"), attempt: { callbackAt: at(-30) } },
    { kind: "expired_unpaid" },
  ],
  [
    "expired without a session",
    { ...failed("expired", null, "expired"), attempt: { authority: null, handedOffAt: null } },
    { kind: "expired_unopened", party: "provider" },
  ],
  [
    "the provider's answer to the opening was lost",
    {
      transaction: { status: "created" },
      timeline: [{ kind: "lost", facts: { why: "timeout" }, answers: [] }],
    },
    { kind: "unopened", why: "timeout", at: at(600) },
  ],
  [
    "being opened this moment",
    { transaction: { status: "created", openingUntil: at(5) } },
    { kind: "opening" },
  ],
  ["at the bank", { transaction: { status: "open" } }, { kind: "waiting_at_bank" }],
  [
    "not shown yet",
    { transaction: { status: "open" }, attempt: { handedOffAt: null } },
    { kind: "waiting_unseen" },
  ],
  [
    "unknown, to be asked again",
    {
      transaction: { status: "verifying" },
      attempt: { nextCheckAt: at(90) },
      timeline: [{ kind: "undecided", facts: { why: "server_error" }, answers: [{ said: null }] }],
    },
    { kind: "unknown", tone: "info", why: "server_error", next: at(90) },
  ],
  [
    "frozen",
    { transaction: { status: "verifying", exception: "never_answered" } },
    { kind: "never_answered", tone: "danger" },
  ],
  [
    "frozen for a reason from a later version",
    { transaction: { status: "verifying", exception: "new" } },
    { kind: "exception_other", code: "new" },
  ],
  ["late money", { transaction: { lateAt: at(-5) } }, { kind: "late" }],
  [
    "late money that an operator took",
    { transaction: { lateAt: at(-5) }, attempt: { lateAcceptedAt: at(-6) } },
    { kind: "late_taken" },
  ],
  ["ended by an operator", failed("settled_by_operator", null), { kind: "settled_by_operator" }],
  [
    "reversed by an operator",
    failed("reversed_by_operator", null),
    { kind: "reversed_by_operator" },
  ],
  [
    "a refund for a second person",
    { refunds: [{ status: "pending", exception: null, approval: "waiting", endedAt: null }] },
    { kind: "refund_waiting", tone: "warn" },
  ],
  [
    "a site that does not answer",
    { deliveries: [delivery({ attempt: 3, nextAttemptAt: at(840) })] },
    { kind: "webhook_retrying", tries: 3, next: at(840), leadsTo: { deliveryId: "whd_1" } },
  ],
  [
    "given up, whatever another endpoint says",
    { deliveries: [delivery({ status: "dead", attempt: 14 }), delivery({ status: "delivered" })] },
    { kind: "webhook_dead", tone: "danger", tries: 14, code: "transaction.paid" },
  ],
  [
    "an endpoint that is switched off",
    { deliveries: [delivery({ status: "held" })] },
    { kind: "webhook_held" },
  ],
  [
    "a refund without an answer",
    { refunds: [{ status: "unknown", exception: null }] },
    { kind: "refund_unknown" },
  ],
  [
    "a refund that failed, with the provider's word",
    {
      refunds: [
        { status: "failed", exception: null, provider: "zarinpal", failureCode: "-60" },
        { status: "succeeded", exception: null },
      ],
    },
    { kind: "refund_failed", tone: "warn", said: { code: "-60" } },
  ],
  [
    "a refund for an operator",
    { refunds: [{ status: "unknown", exception: "never_answered" }] },
    { kind: "refund_exception" },
  ],
])("%s", (_name, given, expected) => {
  const notices = noticesOf(story(given), NOW);
  expect(notices).toMatchObject([expected]);
  for (const { kind } of notices) expect(fa.consoleTransaction.notice).toHaveProperty(kind);
});

test("a refund that failed before one that did not is history", () => {
  const refunds = [
    { status: "succeeded", exception: null },
    { status: "failed", exception: null, provider: "zarinpal", failureCode: "-60" },
  ];
  expect(noticesOf(story({ refunds }), NOW)).toEqual([]);
});

test("a first try that is only on its way is no news, nor is one more of what has arrived", () => {
  const deliveries = [
    delivery({ status: "sending" }),
    delivery({ attempt: 2, status: "pending", resumeStatus: "delivered" }),
  ];
  expect(noticesOf(story({ deliveries }), NOW)).toEqual([]);
});

test("a failed payment whose site was not told says both, the payment first", () => {
  const given = { ...failed("payment_failed", "-51"), deliveries: [delivery({ attempt: 1 })] };
  const notices = noticesOf(story(given), NOW);
  expect(notices.map(({ kind }) => kind)).toEqual(["payment_failed", "webhook_retrying"]);
  // Due, so it is under way.
  expect(notices[1]?.next).toBeUndefined();
});
