import {
  type ConsoleFilters,
  type Parameters,
  parseFilters,
} from "@/lib/transactions/console/schema";
import { toQuery, withoutPage } from "@/lib/transactions/console/serialize";

export const LIST_PATH = "/admin/transactions";

/** The page of one transaction. */
export const transactionHref = (id: string) => `${LIST_PATH}/${id}`;

/** The list with these filters; `view` names the saved view that one came by. */
export function listHref(filters: ConsoleFilters, view: string | null = null): string {
  const query = [toQuery(filters), view === null ? "" : `view=${view}`].filter(Boolean).join("&");
  return query ? `${LIST_PATH}?${query}` : LIST_PATH;
}

/**
 * The query of changed filters as the list writes it: from the first page on, with nothing in it that a
 * person may not see in an address, such as a whole card number.
 */
export function canonical(changed: URLSearchParams): string {
  const { filters } = parseFilters(changed);
  return listHref(withoutPage(filters), readView(changed)).slice(LIST_PATH.length + 1);
}

/** The saved view that an address names; whether there is one is another question. */
export function readView(parameters: Parameters): string | null {
  const given = parameters instanceof URLSearchParams ? parameters.get("view") : parameters.view;
  return typeof given === "string" && /^vew_[0-9A-Z]{26}$/.test(given) ? given : null;
}

/** The list through a saved view. */
export const viewHref = ({ id, query }: { id: string; query: string }) =>
  `${LIST_PATH}?${[query, `view=${id}`].filter(Boolean).join("&")}`;
