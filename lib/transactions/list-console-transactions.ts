import "server-only";
import { withOwnPlan } from "@/db/own-plan";
import { type ActorOf, type Context, MODES, type Mode } from "@/lib/context";
import { requirePermission } from "@/lib/operators/require-permission";
import type { ConsolePage, ConsoleRow } from "./console/row";
import { type ConsoleFilters, NO_FILTERS } from "./console/schema";
import { withoutPage } from "./console/serialize";
import { readConsoleRows } from "./console-rows";
import type { Scope } from "./list-filters";
import { selectPage } from "./list-page";
import { cursorOf, placeOf } from "./list-place";
import { namesOne } from "./list-search";
import { waysTo } from "./list-ways";

const LIMIT_DEFAULT = 50;
const LIMIT_MAX = 100;

/**
 * A page of the tenant's transactions of one mode, in the order of `filters.sort`. A cursor that nothing
 * is left behind gives the first page, not an empty one.
 * @throws BrokerError `scope_missing`
 */
export async function listConsoleTransactions(
  ctx: Context<ActorOf<"operator">>,
  mode: Mode,
  filters: ConsoleFilters,
  { limit = LIMIT_DEFAULT, now = new Date() }: { limit?: number; now?: Date } = {},
): Promise<ConsolePage> {
  requirePermission(ctx.actor, "read");
  const take = Math.min(Math.max(limit, 1), LIMIT_MAX);
  return withOwnPlan(ctx.db, async (db) => {
    const scope: Scope = { db, tenantId: ctx.actor.tenantId, mode, now };
    const page = await readPage(scope, filters, take);
    const { q } = filters;
    const [first] = page.rows;
    const alone = page.rows.length === 1 && !page.nextCursor && !page.previousCursor;
    return {
      ...page,
      hit: q !== null && first && alone && namesOne(q, first) ? first.id : null,
      elsewhere: q !== null && !first ? await findElsewhere(scope, q) : null,
    };
  });
}

type Cut = Pick<ConsolePage, "rows" | "nextCursor" | "previousCursor">;

async function readPage(scope: Scope, filters: ConsoleFilters, take: number): Promise<Cut> {
  const place = placeOf(filters);
  const page = selectPage(waysTo(scope, filters), place, take + 1);
  const found = await readConsoleRows(scope.db, page, place);
  const more = found.length > take;
  const rows = found.slice(0, take);
  if (place.backwards) rows.reverse();
  // Back at the start, or past the end: both are the first page, and it should be whole.
  if (place.past && (place.backwards ? !more : rows.length === 0)) {
    return readPage(scope, withoutPage(filters), take);
  }
  const at = (row: ConsoleRow | undefined) => (row ? cursorOf(filters, row) : null);
  return {
    rows,
    nextCursor: place.backwards || more ? at(rows.at(-1)) : null,
    previousCursor: place.past ? at(rows[0]) : null,
  };
}

/** The one transaction that a search names when neither mode nor filters are minded. */
async function findElsewhere(scope: Scope, q: string): Promise<ConsolePage["elsewhere"]> {
  const filters = { ...NO_FILTERS, q };
  const place = placeOf(filters);
  const found: { id: string; mode: Mode }[] = [];
  for (const mode of MODES) {
    const page = selectPage(waysTo({ ...scope, mode }, filters), place, 2);
    const rows = await scope.db.execute<{ id: string }>(page);
    found.push(...rows.map(({ id }) => ({ id, mode })));
  }
  const [only, ...others] = found;
  return only && others.length === 0 ? only : null;
}
