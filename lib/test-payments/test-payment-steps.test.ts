import { expect, test } from "vitest";
import { isTestOver, testPaymentSteps } from "./test-payment-steps";

const at = (second: number) => new Date(Date.UTC(2026, 10, 21, 10, 0, second));
type Payment = Parameters<typeof testPaymentSteps>[0];
const open: Payment = {
  transaction: { status: "open", createdAt: at(0), paidAt: null, endedAt: null },
  attempt: { status: "open", openedAt: at(1), handedOffAt: null, callbackAt: null },
  deliveries: [],
};
const paid: Payment = {
  transaction: { status: "paid", createdAt: at(0), paidAt: at(9), endedAt: at(9) },
  attempt: { status: "paid", openedAt: at(1), handedOffAt: at(2), callbackAt: at(8) },
  deliveries: [],
};
const states = (payment: Payment) => testPaymentSteps(payment).map(({ state }) => state);
const delivery = (
  status: Payment["deliveries"][number]["status"],
  second: number | null = null,
) => ({
  status,
  finishedAt: second === null ? null : at(second),
});

test("it walks from step to step as the payment does", () => {
  const unopened = { ...open, attempt: null };
  expect(states({ ...unopened, transaction: { ...open.transaction, status: "created" } })).toEqual([
    "doing",
    "todo",
    "todo",
    "todo",
    "todo",
  ]);
  expect(states(open)).toEqual(["done", "doing", "todo", "todo", "todo"]);
  const away: Payment = {
    ...open,
    attempt: {
      ...open.attempt,
      status: "open",
      openedAt: at(1),
      handedOffAt: at(2),
      callbackAt: null,
    },
  };
  expect(states(away)).toEqual(["done", "done", "doing", "todo", "todo"]);
  const back: Payment = {
    ...away,
    attempt: { status: "open", openedAt: at(1), handedOffAt: at(2), callbackAt: at(8) },
  };
  expect(states(back)).toEqual(["done", "done", "done", "doing", "todo"]);
  expect(isTestOver(testPaymentSteps(back))).toBe(false);
});

test("every step has the moment at which it happened", () => {
  const steps = testPaymentSteps({
    ...paid,
    deliveries: [delivery("delivered", 10), delivery("delivered", 12)],
  });
  expect(steps.map((step) => step.at)).toEqual([at(1), at(2), at(8), at(9), at(12)]);
  expect(isTestOver(steps)).toBe(true);
});

test.each([
  [[], "skipped", true],
  [[delivery("pending")], "doing", false],
  [[delivery("delivered", 10), delivery("sending")], "doing", false],
  [[delivery("delivered", 10), delivery("dead", 11)], "failed", true],
  [[delivery("held")], "failed", true],
  [[delivery("canceled", 10)], "skipped", true],
  [[delivery("delivered", 10)], "done", true],
] as const)("news as %j is %s", (deliveries, state, over) => {
  const steps = testPaymentSteps({ ...paid, deliveries: [...deliveries] });
  expect(steps.at(-1)?.state).toBe(state);
  expect(isTestOver(steps)).toBe(over);
});

test("an end without the shopper's return skips what did not happen", () => {
  const expired: Payment = {
    ...open,
    transaction: { status: "expired", createdAt: at(0), paidAt: null, endedAt: at(9) },
  };
  expect(states(expired)).toEqual(["done", "skipped", "skipped", "failed", "skipped"]);
  expect(states({ ...expired, attempt: null })[0]).toBe("failed");
});

test.each(["lost", "refused"] as const)("a session that was %s is no more waited for", (status) => {
  const attempt = { status, openedAt: null, handedOffAt: null, callbackAt: null };
  const created = { ...open.transaction, status: "created" as const };
  const steps = testPaymentSteps({ ...open, attempt, transaction: created });
  expect(steps[0]?.state).toBe("failed");
  expect(isTestOver(steps)).toBe(true);
  const asked = { ...attempt, status: "requesting" as const };
  const [first] = testPaymentSteps({ ...open, attempt: asked, transaction: created });
  expect(first?.state).toBe("doing");
});
