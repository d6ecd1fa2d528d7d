import { expect, test } from "vitest";
import { mintId } from "@/lib/ids/mint-id";
import { buildTimeline } from "./build-timeline";
import type { TimelineSources } from "./sources";

type Event = TimelineSources["events"][number];

const START = Date.parse("2026-11-21T10:00:00.000Z");
const at = (seconds: number) => new Date(START + seconds * 1000);
const ATTEMPT = "att_00000000000000000000000001";

function sources(given: Partial<TimelineSources>): TimelineSources {
  return {
    events: [],
    providers: new Map([[ATTEMPT, "zarinpal"]]),
    deliveries: [],
    webhookAttempts: [],
    audit: [],
    names: new Map([
      ["key_1", "fpk_test_1"],
      ["usr_1", "Sara"],
    ]),
    ...given,
  };
}

function event(seq: number, seconds: number, given: Partial<Event>): Event {
  return {
    transactionId: "trx_1",
    seq,
    type: "transaction.created",
    at: at(seconds),
    actorType: "system",
    actorId: "reconcile",
    requestId: "req_1",
    attemptId: ATTEMPT,
    data: {},
    durationMs: null,
    ...given,
  };
}
const refused = (code: number) => ({
  call: "verify",
  request: { merchant_id: "****5555", authority: "S1" },
  response: { status: 401, body: { data: [], errors: { code, message: "No." } } },
  durationMs: 41.7,
});
const look = (seq: number, seconds: number, why: string, exchanges: object[] = []) =>
  event(seq, seconds, {
    type: "check.undecided",
    data: { why, next_check_seconds: 60, exchanges },
  });

const delivery = (given: object) =>
  ({
    id: "whd_1",
    eventId: "evt_1",
    type: "transaction.paid",
    url: "https://shop.example/hook",
    status: "pending",
    attempt: 2,
    extraAttempts: 0,
    finishedAt: null,
    ...given,
  }) as unknown as TimelineSources["deliveries"][number];
const attempt = (id: number, seconds: number, given: object) =>
  ({
    id: BigInt(id),
    deliveryId: "whd_1",
    attempt: id,
    trigger: "auto",
    at: at(seconds),
    durationMs: 120,
    status: null,
    errorClass: null,
    responseBody: null,
    ...given,
  }) as TimelineSources["webhookAttempts"][number];
const audited = (seconds: number, action: string, data: object = {}) =>
  ({
    id: mintId("audit"),
    tenantId: "ten_1",
    at: at(seconds),
    actorType: "operator",
    actorId: "usr_1",
    requestId: "req_9",
    action,
    entityId: "trx_1",
    data,
  }) as TimelineSources["audit"][number];

test("sources are merged by time, newest first, each line with its distance from the one below", () => {
  const timeline = buildTimeline(
    sources({
      events: [
        event(1, 0, { actorType: "app", actorId: "key_1" }),
        event(2, 1, { type: "attempt.opened", durationMs: 300 }),
        event(3, 90, { type: "transaction.paid", data: { ref_id: "59421827101", late: false } }),
      ],
      deliveries: [delivery({ status: "delivered", finishedAt: at(96) })],
      webhookAttempts: [
        attempt(1, 91, { status: 502, responseBody: "Bad gateway" }),
        attempt(2, 96, { status: 204 }),
      ],
      audit: [audited(80, "transaction.recheck"), audited(0, "transaction.create")],
    }),
  );
  expect(timeline.map(({ kind, sinceMs }) => [kind, sinceMs])).toEqual([
    ["webhook_delivered", 5_000],
    ["webhook_refused", 1_000],
    ["paid", 10_000],
    ["rechecked", 79_000],
    ["opened", 1_000],
    ["created", null],
  ]);
  expect(timeline.map(({ actor }) => actor?.name ?? null)).toEqual([
    null,
    null,
    null,
    "Sara",
    null,
    "fpk_test_1",
  ]);
  expect(timeline[2]?.facts).toEqual({ refId: "59421827101" });
  expect(timeline[1]).toMatchObject({
    tone: "danger",
    durationMs: 120,
    facts: { delivery: { attempt: 1, attemptsMax: 14, httpStatus: 502, byHand: false } },
    raw: [{ title: "response", text: "Bad gateway" }],
  });
  expect(new Set(timeline.map(({ id }) => id)).size).toBe(timeline.length);
});

test("an exchange is told in the provider's code, and kept as it is stored", () => {
  const [line] = buildTimeline(
    sources({
      events: [
        event(1, 0, {
          type: "transaction.failed",
          data: {
            failure: { code: "-51", reason: "payment_failed" },
            exchanges: [
              refused(-51),
              { call: "inquiry", request: {}, response: null, durationMs: 8_000.2 },
            ],
          },
        }),
      ],
    }),
  );
  expect(line).toMatchObject({ kind: "failed", tone: "danger" });
  expect(line?.facts).toEqual({ failureReason: "payment_failed", failureCode: "-51" });
  expect(line?.answers).toMatchObject([
    { call: "verify", httpStatus: 401, durationMs: 42, said: { code: "-51", party: "payer" } },
    { call: "inquiry", httpStatus: null, durationMs: 8_000, said: null },
  ]);
  expect(line?.raw.map(({ title }) => title)).toEqual(["verify", "inquiry", "event"]);
  expect(JSON.parse(line?.raw[0]?.text ?? "")).toEqual({
    request: refused(-51).request,
    response: refused(-51).response,
  });
  expect(line?.raw[2]?.text).not.toContain("exchanges");
});

test("looks with the same answer are one line that keeps them all; another answer is another line", () => {
  const timeline = buildTimeline(
    sources({
      events: [
        look(1, 60, "pending"),
        look(2, 120, "pending"),
        look(3, 240, "pending"),
        event(4, 250, { type: "callback.received", actorType: "shopper", data: { hint: "ok" } }),
        look(5, 260, "not_visible_yet", [refused(-51)]),
        look(6, 270, "not_visible_yet", [refused(-12)]),
        look(7, 280, "not_visible_yet", [refused(-12)]),
      ],
    }),
  );
  expect(timeline.map(({ kind, repeats }) => [kind, repeats.length])).toEqual([
    ["undecided", 1],
    ["undecided", 0],
    ["returned", 0],
    ["undecided", 2],
  ]);
  expect(timeline[3]).toMatchObject({ id: "event-3", at: at(240), tone: "neutral", sinceMs: null });
  expect(timeline[3]?.repeats.map(({ id }) => id)).toEqual(["event-2", "event-1"]);
  expect(timeline[0]).toMatchObject({ tone: "info", sinceMs: 20_000 });
});

test("two writers that met are in the order of their numbers, whatever their clocks say", () => {
  const timeline = buildTimeline(
    sources({
      events: [
        event(1, 10, {}),
        event(2, 8, { type: "attempt.opened" }),
        event(3, 9, { type: "callback.received" }),
      ],
    }),
  );
  expect(timeline.map(({ kind }) => kind)).toEqual(["returned", "opened", "created"]);
  expect(timeline.every(({ sinceMs }) => sinceMs === null || sinceMs >= 0)).toBe(true);
});

test("a delivery that was given up says so after its last try; a reason means what its kind means", () => {
  const timeline = buildTimeline(
    sources({
      events: [
        event(1, 0, { type: "transaction.excepted", data: { reason: "amount_mismatch" } }),
        event(2, 1, {
          type: "refund.requested",
          data: { refund_id: "rfd_1", amount_rials: 150_000, method: "reverse", reason: "گران" },
        }),
        event(3, 2, {
          type: "refund.failed",
          data: {
            refund_id: "rfd_1",
            amount_rials: 150_000,
            method: "reverse",
            failure: { code: "-60", reason: "provider_rejected" },
          },
        }),
      ],
      deliveries: [delivery({ status: "dead", finishedAt: at(20) })],
      webhookAttempts: [attempt(1, 20, { errorClass: "connect", trigger: "manual" })],
    }),
  );
  expect(timeline.map(({ kind, facts }) => [kind, facts.exception, facts.reason])).toEqual([
    ["webhook_given_up", undefined, undefined],
    ["webhook_unanswered", undefined, undefined],
    ["refund_failed", undefined, undefined],
    ["refund_requested", undefined, "گران"],
    ["excepted", "amount_mismatch", undefined],
  ]);
  expect(timeline[1]?.facts.delivery).toMatchObject({ byHand: true, error: "connect" });
  expect(timeline[2]?.facts).toMatchObject({ amountRials: 150_000n, failureCode: "-60" });
});

test("what has no title of its own is told by its name", () => {
  const timeline = buildTimeline(
    sources({
      events: [event(1, 0, { type: "shopper.waved", data: { hand: "left" } })],
      audit: [audited(1, "transaction.note", { text: "called the bank" })],
    }),
  );
  expect(timeline).toMatchObject([
    { kind: "audited", facts: { name: "transaction.note" } },
    { kind: "other", facts: { name: "shopper.waved" } },
  ]);
  expect(timeline[0]?.raw[0]?.text).toContain("called the bank");
});
