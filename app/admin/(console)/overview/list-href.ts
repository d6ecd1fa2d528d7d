import type { Route } from "next";
import { type ConsoleFilters, NO_FILTERS } from "@/lib/transactions/console/schema";
import { toQuery } from "@/lib/transactions/console/serialize";

/** The transactions list, narrowed to what a figure counts. */
export function listHref(filters: Partial<ConsoleFilters>): Route {
  const query = toQuery({ ...NO_FILTERS, ...filters });
  return (query ? `/admin/transactions?${query}` : "/admin/transactions") as Route;
}
