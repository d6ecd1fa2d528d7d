import { type DeliveryFilters, deliveryFilters } from "@/lib/webhooks/delivery-filters";

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
type FilterName = keyof typeof NAMES;
export type Chosen = Partial<Record<FilterName, string>>;

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
  return { chosen, filters };
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
