import { expect, test } from "vitest";
import { allowedActions } from "./allowed";
import { isMoving } from "./is-moving";

type Story = Parameters<typeof allowedActions>[0];
const NOW = new Date("2026-11-21T10:00:00Z");
const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

function story(transaction: object, rest: object = {}): Story {
  return {
    transaction: { status: "open", exception: null, ...transaction },
    attempt: { authority: "S1", nextCheckAt: null },
    app: { latePayment: "return" },
    deliveries: [],
    refunds: [],
    ...rest,
  } as unknown as Story;
}
const delivery = (given: object) => ({
  id: "whd_1",
  status: "delivered",
  resumeStatus: null,
  endpointStatus: "enabled",
  endpointDeletedAt: null,
  nextAttemptAt: at(0),
  ...given,
});
const lateMoney = {
  app: { latePayment: "accept" },
  attempt: { authority: "S1", nextCheckAt: at(60) },
};

test.each([
  [story({ status: "created" }, { attempt: { authority: null, nextCheckAt: null } }), false],
  [story({ status: "open" }), true],
  [story({ status: "verifying" }), true],
  [story({ status: "verifying", exception: "never_answered" }), true],
  [story({ status: "verifying", exception: "amount_mismatch" }), false],
  [story({ status: "paid" }), false],
  [story({ status: "canceled" }), false],
  [story({ status: "canceled" }, { app: { latePayment: "accept" } }), false],
  [story({ status: "canceled" }, lateMoney), true],
])("the provider can be asked only where that may change something (%#)", (given, may) => {
  expect(allowedActions(given, "support", NOW).recheck).toBe(may);
});

test("a viewer sees no act, a support asks and resends, money goes back by those who may write", () => {
  const given = story({ status: "paid" }, { deliveries: [delivery({})] });
  expect(allowedActions(given, "viewer", NOW)).toEqual({
    recheck: false,
    resend: null,
    refund: false,
  });
  expect(allowedActions(given, "support", NOW)).toMatchObject({ resend: "whd_1", refund: false });
  for (const role of ["admin", "owner"] as const) {
    expect(allowedActions(given, role, NOW).refund).toBe(true);
  }
  expect(allowedActions(story({ status: "open" }), "owner", NOW).refund).toBe(false);
});

test("of several deliveries the newest that may be sent again is", () => {
  const deliveries = [
    delivery({ id: "whd_1" }),
    delivery({ id: "whd_2", status: "dead" }),
    delivery({ id: "whd_3", endpointStatus: "paused", status: "held" }),
    delivery({ id: "whd_4", status: "sending" }),
    delivery({ id: "whd_5", status: "canceled", endpointDeletedAt: at(-60) }),
  ];
  // A person's wish goes to a paused endpoint too.
  expect(allowedActions(story({}, { deliveries }), "owner", NOW).resend).toBe("whd_3");
});

test.each([
  ["a live payment", story({ status: "verifying" }), true],
  ["one that waits for a person", story({ status: "verifying", exception: "paid_twice" }), false],
  ["one that is over", story({ status: "paid" }), false],
  ["a webhook on its way", { deliveries: [delivery({ status: "sending" })] }, true],
  [
    "a webhook soon",
    { deliveries: [delivery({ status: "pending", nextAttemptAt: at(60) })] },
    true,
  ],
  [
    "a webhook tomorrow",
    { deliveries: [delivery({ status: "pending", nextAttemptAt: at(86_400) })] },
    false,
  ],
  [
    "a refund under way",
    { refunds: [{ endedAt: null, exception: null, nextCheckAt: at(5) }] },
    true,
  ],
  [
    "a refund that is over",
    { refunds: [{ endedAt: at(-5), exception: null, nextCheckAt: null }] },
    false,
  ],
])("whether %s is worth watching", (_name, given, moves) => {
  expect(isMoving({ ...story({ status: "paid" }), ...given } as Story, NOW)).toBe(moves);
});
