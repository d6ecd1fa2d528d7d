import { parseFilters } from "@/lib/transactions/console/parse-filters";
import { toQuery, withoutPage } from "@/lib/transactions/console/serialize";
import type { ViewList } from "./schema";

const CANONICAL: Record<ViewList, (query: string) => string> = {
  transactions: (query) => toQuery(withoutPage(parseFilters(new URLSearchParams(query)).filters)),
};

/**
 * An address's query as its list itself writes it: what the list does not know is left out, and the page
 * that was open too. A period with a name keeps it, and so moves with the days.
 */
export const canonicalQuery = (list: ViewList, query: string): string => CANONICAL[list](query);
