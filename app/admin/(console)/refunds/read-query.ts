import { isId } from "@/lib/ids/mint-id";
import { REFUND_STATUSES, type RefundStatus } from "@/lib/refunds/state";

export type Query = Record<string, string | string[] | undefined>;
/** What the list can be narrowed to: a status, or those that wait for a second person. */
export const STATUS_CHOICES = [...REFUND_STATUSES, "waiting"] as const satisfies (
  | RefundStatus
  | "waiting"
)[];
export type Chosen = { status?: (typeof STATUS_CHOICES)[number]; app?: string };

/** The filters that an address sets. What makes no sense is as if it were not there. */
export function readQuery(query: Query): Chosen {
  const status = STATUS_CHOICES.find((one) => one === query.status);
  const app = one(query, "app");
  return { ...(status && { status }), ...(app && isId("app", app) && { app }) };
}

/** One text of the query, or undefined. */
export function one(query: Query, name: string): string | undefined {
  const value = query[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The list's address with these filters, from a place on. */
export function listHref(chosen: Chosen, place: { after?: string; before?: string } = {}): string {
  const query = new URLSearchParams({ ...chosen, ...place }).toString();
  return query ? `/admin/refunds?${query}` : "/admin/refunds";
}
