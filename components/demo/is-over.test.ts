import { expect, test } from "vitest";
import { isOver } from "./is-over";

const webhook = (state: "todo" | "done", detail: { label: string; value: string }[] = []) => [
  { key: "webhook" as const, state, at: null, detail },
];

test("a paid order goes on until its webhook came", () => {
  expect(isOver({ status: "paid", steps: webhook("todo") })).toBe(false);
  expect(isOver({ status: "paid", steps: webhook("done") })).toBe(true);
});

test("where no webhook can come, the end of the payment is the end", () => {
  const steps = webhook("todo", [{ label: "check.endpoint", value: "none" }]);
  expect(isOver({ status: "canceled", steps })).toBe(true);
  expect(isOver({ status: "open", steps })).toBe(false);
});

test("a refused request ends at once; an unknown outcome does not", () => {
  expect(isOver({ status: "refused", steps: webhook("todo") })).toBe(true);
  expect(isOver({ status: "verifying", steps: webhook("done") })).toBe(false);
});
