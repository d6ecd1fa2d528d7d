import type { ConsoleFilters } from "./schema";
import { NO_FILTERS } from "./schema";

/**
 * The filters as an address says them, without `?`; empty when nothing is set. Members stand in one order
 * and defaults are left out, so equal filters are equal text.
 */
export function toQuery(filters: ConsoleFilters): string {
  const members: [name: string, value: string | number | null][] = [
    ["status", filters.status.join(",")],
    ["app", filters.app.join(",")],
    ["provider", filters.provider.join(",")],
    ["min", filters.minToman],
    ["max", filters.maxToman],
    ["range", filters.range],
    ["from", filters.from],
    ["to", filters.to],
    ["card", filters.card],
    ["mobile", filters.mobile],
    ["q", filters.q],
    ["sort", filters.sort === NO_FILTERS.sort ? null : filters.sort],
    ["after", filters.after],
    ["before", filters.before],
  ];
  const set = members.filter(([, value]) => value !== null && value !== "");
  const query = new URLSearchParams(set.map(([name, value]) => [name, String(value)]));
  // Commas mean nothing to an address and everything to its reader.
  return query.toString().replaceAll("%2C", ",");
}

/** The same from its first page on: what every change of filter or order leads to. */
export function withoutPage(filters: ConsoleFilters): ConsoleFilters {
  return { ...filters, after: null, before: null };
}
