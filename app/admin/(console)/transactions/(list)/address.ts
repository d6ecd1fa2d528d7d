import type { ConsoleFilters, Parameters } from "@/lib/transactions/console/schema";
import { toQuery } from "@/lib/transactions/console/serialize";

export const LIST_PATH = "/admin/transactions";

/** The page of one transaction. */
export const transactionHref = (id: string) => `${LIST_PATH}/${id}`;

/** The list with these filters; `view` names the saved view that one came by. */
export function listHref(filters: ConsoleFilters, view: string | null = null): string {
  const query = [toQuery(filters), view === null ? "" : `view=${view}`].filter(Boolean).join("&");
  return query ? `${LIST_PATH}?${query}` : LIST_PATH;
}

/** The saved view that an address names; whether there is one is another question. */
export function readView(parameters: Parameters): string | null {
  const given = parameters instanceof URLSearchParams ? parameters.get("view") : parameters.view;
  return typeof given === "string" && /^vew_[0-9A-Z]{26}$/.test(given) ? given : null;
}

/** The list through a saved view. */
export const viewHref = ({ id, query }: { id: string; query: string }) =>
  `${LIST_PATH}?${[query, `view=${id}`].filter(Boolean).join("&")}`;
