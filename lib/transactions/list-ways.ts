import "server-only";
import { and, eq, or, type SQL } from "drizzle-orm";
import { transactions } from "@/db/schema/transactions";
import type { ConsoleFilters } from "./console/schema";
import { ofApps, plainFilters, type Scope, statusConditions, withCard } from "./list-filters";
import type { Way } from "./list-page";
import { searchConditions } from "./list-search";

/**
 * The ways to a console list's rows (see list-page.ts): one for each thing that the search may mean, else
 * one for each index that has some of the statuses, else one for each app. The other filters narrow.
 */
export function waysTo(scope: Scope, filters: ConsoleFilters): Way[] {
  const { q, app } = filters;
  const plain = and(plainFilters(scope, filters), withCard(scope, filters));
  const byStatus = statusConditions(filters.status);
  const narrow = (conditions: SQL[], rest: SQL | undefined): Way[] =>
    conditions.length > 0 ? conditions.map((condition) => and(rest, condition)) : [rest];
  if (q !== null) {
    const rest = and(plain, or(...byStatus), ofApps(filters));
    return narrow(searchConditions(scope.db, scope.mode, q), rest);
  }
  if (byStatus.length > 1) return narrow(byStatus, and(plain, ofApps(filters)));
  const byApp = app.map((id) => eq(transactions.appId, id));
  return narrow(byApp, and(plain, ...byStatus));
}
