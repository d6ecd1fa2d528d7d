import type { Mode } from "@/lib/context";
import { RANGE_PRESETS, type RangePreset, rangeOf } from "@/lib/time/tehran-days";
import { type DeliveryFilters, deliveryFilters } from "@/lib/webhooks/delivery-filters";
import type { Wanted } from "@/lib/webhooks/replayable";

export type Query = Record<string, string | string[] | undefined>;

/** The address's names of the filters; short, because people send them to each other. */
const NAMES = {
  app: "app_id",
  endpoint: "endpoint_id",
  status: "status",
  type: "type",
  transaction: "transaction_id",
  q: "q",
} as const satisfies Record<string, keyof DeliveryFilters>;
/** What the list shows, as a verb for many takes it. */
export type ShownFilter = NonNullable<Wanted["filter"]>;
type FilterName = keyof typeof NAMES;
export type Chosen = Partial<Record<FilterName, string>> & { range?: RangePreset };

/** The filters that an address sets. What makes no sense is as if it were not there. */
export function readQuery(query: Query): { chosen: Chosen; filters: Partial<DeliveryFilters> } {
  const chosen: Chosen = {};
  const filters: Partial<DeliveryFilters> = {};
  for (const [name, member] of Object.entries(NAMES) as [FilterName, keyof DeliveryFilters][]) {
    const value = query[name];
    if (typeof value !== "string" || value === "") continue;
    const parsed = deliveryFilters.shape[member].safeParse(value);
    if (!parsed.success) continue;
    chosen[name] = value;
    Object.assign(filters, { [member]: parsed.data });
  }
  const range = RANGE_PRESETS.find((preset) => preset === query.range);
  if (range) {
    chosen.range = range;
    const { from, to } = rangeOf(range, new Date());
    Object.assign(filters, { since: from.toISOString(), until: to.toISOString() });
  }
  return { chosen, filters };
}

/** What the list shows: with the mode in sight, unless something is named. */
export function shownBy(filters: Partial<DeliveryFilters>, mode: Mode): ShownFilter {
  // What is named belongs to one mode anyway, and is found whichever is in sight.
  return isNamed(filters) ? filters : { ...filters, mode };
}

/** Whether the filters name a thing of which there is one. */
export function isNamed({ endpoint_id, transaction_id, q }: Partial<DeliveryFilters>): boolean {
  return endpoint_id !== undefined || transaction_id !== undefined || q !== undefined;
}

/** One text of the query, or undefined. */
export function one(query: Query, name: string): string | undefined {
  const value = query[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The list's address with these filters, beside an id when it is another page. */
export function listHref(chosen: Chosen, place: { after?: string; before?: string } = {}): string {
  const query = new URLSearchParams({ ...chosen, ...place }).toString();
  return query ? `/admin/webhooks?${query}` : "/admin/webhooks";
}
