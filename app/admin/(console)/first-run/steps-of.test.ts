import { expect, test } from "vitest";
import type { FirstRun } from "@/lib/apps/get-first-run";
import { stepsOf } from "./steps-of";

const app = { id: "app_1" } as NonNullable<FirstRun["app"]>;
const key = { id: "key_1", lastUsedAt: null } as NonNullable<FirstRun["key"]>;
const none: FirstRun = { app: null, key: null, lastTestId: null, paidId: null };

test.each([
  [none, ["now", "later", "later", "later"]],
  [{ ...none, app }, ["done", "now", "later", "later"]],
  [{ ...none, app, key }, ["done", "done", "now", "now"]],
  [{ ...none, app, key: { ...key, lastUsedAt: new Date() } }, ["done", "done", "done", "now"]],
  [{ ...none, app, key, paidId: "trx_1" }, ["done", "done", "now", "done"]],
] as const)("steps open one after the other: %#", (state, states) => {
  expect(Object.values(stepsOf(state))).toEqual(states);
});
