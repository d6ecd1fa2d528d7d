import { expect, test } from "vitest";
import { readView, viewHref } from "./view";

test("an address that says nothing, or nonsense, shows seven days of money", () => {
  const usual = { range: "7d", chart: "amount" };
  expect(readView({})).toEqual(usual);
  expect(readView({ range: "8d", chart: ["count", "amount"] })).toEqual(usual);
});

test("what is chosen stands in the address and comes back from it", () => {
  const view = readView({});
  expect(viewHref(view, {})).toBe("/admin");
  const href = viewHref(view, { range: "last-month", chart: "count" });
  expect(href).toBe("/admin?range=last-month&chart=count");
  const query = Object.fromEntries(new URL(href, "http://localhost").searchParams);
  expect(readView(query)).toEqual({ range: "last-month", chart: "count" });
});
