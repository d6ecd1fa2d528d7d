import "server-only";
import { and, eq, type SQL } from "drizzle-orm";
import type { Database } from "@/db/client";
import { attempts, transactions } from "@/db/schema/transactions";
import { MODES } from "@/lib/context";
import type { AdminFilters } from "./admin-filters";
import { amountFrom, amountUpTo, createdBefore, createdFrom, heldBy } from "./list-conditions";
import type { Way } from "./list-page";
import { searchConditions } from "./list-search";

/**
 * The ways to the rows that meet the filters (see list-page.ts): one for each mode, as the indexes have
 * them apart. Every value is a parameter; no name comes from outside.
 */
export function adminWays(db: Database, tenantId: string, filters: AdminFilters): Way[] {
  const modes = filters.mode === undefined ? MODES : [filters.mode];
  return modes.flatMap((mode) => {
    const where = and(
      eq(transactions.tenantId, tenantId),
      eq(transactions.mode, mode),
      adminConditions(db, filters),
    );
    const { q } = filters;
    if (q === undefined) return [where];
    return searchConditions(db, mode, q).map((condition) => and(where, condition));
  });
}

function adminConditions(db: Database, filters: AdminFilters): SQL | undefined {
  const { app_id: appId, order_id: orderId, ref_id: refId } = filters;
  const { created_from: from, created_to: to } = filters;
  const { min_amount_rials: min, max_amount_rials: max } = filters;
  const given = <T>(value: T | undefined, condition: (value: T) => SQL | undefined) =>
    value === undefined ? undefined : condition(value);
  return and(
    given(appId, (value) => eq(transactions.appId, value)),
    given(filters.status, (value) => eq(transactions.status, value)),
    given(orderId, (value) => eq(transactions.orderId, value)),
    given(filters.authority, (value) => heldBy(db, eq(attempts.authority, value))),
    given(refId, (value) => heldBy(db, eq(attempts.refId, value))),
    given(min, (value) => amountFrom(BigInt(value))),
    given(max, (value) => amountUpTo(BigInt(value))),
    given(from, (value) => createdFrom(new Date(value))),
    given(to, (value) => createdBefore(new Date(value))),
  );
}
