import { expect, test } from "vitest";
import { COLUMNS } from "./columns";
import { parseFilters } from "./parse-filters";
import { sortKey } from "./schema";
import { TABS, tabOf } from "./tabs";

test.each(TABS.map(({ id, status }) => [id, status] as const))(
  "the tab %s is known by its own statuses, in any order",
  (id, status) => {
    const reversed = [...status].reverse().join(",");
    expect(tabOf(parseFilters({ status: reversed }).filters)).toBe(id);
  },
);

test("a choice that no tab has is on none", () => {
  expect(tabOf({ status: ["paid", "failed"] })).toBeNull();
  expect(tabOf({ status: ["created"] })).toBeNull();
});

test("columns have their own names, and sort by what the list sorts by", () => {
  expect(new Set(COLUMNS.map(({ id }) => id)).size).toBe(COLUMNS.length);
  const sorts = COLUMNS.flatMap((column) => ("sort" in column ? [column.sort] : []));
  expect(sorts).toEqual([sortKey("amount"), sortKey("-created")]);
});
