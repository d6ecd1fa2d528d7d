import type { ConsoleFilters } from "./console/schema";
import { sortKey } from "./console/schema";

/** Where a page begins and which way it is read. `past: null`: at an end of the list. */
export type ConsolePlace = {
  key: "created" | "amount";
  descending: boolean;
  past: { id: string; amountRials: bigint } | null;
  /** Read against the list's order, for the page before; its rows are turned round again. */
  backwards: boolean;
};

/** The place that the filters' sort and cursor mean. */
export function placeOf({ sort, after, before }: ConsoleFilters): ConsolePlace {
  const backwards = before !== null;
  const cursor = after ?? before;
  const descending = sort.startsWith("-") !== backwards;
  return {
    key: sortKey(sort),
    descending,
    past: cursor === null ? null : readCursor(cursor),
    backwards,
  };
}

/** A row as a cursor of this sort: `trx_…`, or `150000.trx_…` where the amount comes first. */
export function cursorOf(
  { sort }: Pick<ConsoleFilters, "sort">,
  row: { id: string; amountRials: bigint },
): string {
  return sortKey(sort) === "amount" ? `${row.amountRials}.${row.id}` : row.id;
}

function readCursor(cursor: string): { id: string; amountRials: bigint } {
  const [first = "", second] = cursor.split(".");
  return second === undefined
    ? { id: first, amountRials: 0n }
    : { id: second, amountRials: BigInt(first) };
}
