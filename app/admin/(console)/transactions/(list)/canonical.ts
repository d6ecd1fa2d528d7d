import { parseFilters } from "@/lib/transactions/console/parse-filters";
import { withoutPage } from "@/lib/transactions/console/serialize";
import { LIST_PATH, listHref, readView } from "./address";

/**
 * The query of changed filters as the list writes it: from the first page on, with nothing in it that a
 * person may not see in an address, such as a whole card number.
 */
export function canonical(changed: URLSearchParams): string {
  const { filters } = parseFilters(changed);
  return listHref(withoutPage(filters), readView(changed)).slice(LIST_PATH.length + 1);
}
