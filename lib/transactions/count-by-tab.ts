import "server-only";
import { and, or, type SQL, sql } from "drizzle-orm";
import { withOwnPlan } from "@/db/own-plan";
import { transactions } from "@/db/schema/transactions";
import type { ActorOf, Context, Mode } from "@/lib/context";
import { requirePermission } from "@/lib/operators/require-permission";
import type { ConsoleFilters, StatusFilter } from "./console/schema";
import { COUNT_MAX, TABS, type TabCount, type TabId } from "./console/tabs";
import { ofApps, plainFilters, type Scope, statusConditions, withCard } from "./list-filters";
import { foundBy } from "./list-search";
import { TRANSACTION_STATUSES, type TransactionStatus } from "./state";

type Counts = Record<TabId, TabCount>;

/** Of so many rows the frequent statuses have, with the usual shares, more than are counted. */
const WALK_MAX = 4 * COUNT_MAX;

/**
 * How many transactions each tab would show with these filters, but for the statuses, which a tab brings
 * itself. Counting ends at COUNT_MAX.
 * @throws BrokerError `scope_missing`
 */
export async function countByTab(
  ctx: Context<ActorOf<"operator">>,
  mode: Mode,
  filters: ConsoleFilters,
  { now = new Date() }: { now?: Date } = {},
): Promise<Counts> {
  requirePermission(ctx.actor, "read");
  return withOwnPlan(ctx.db, async (db) => {
    const scope: Scope = { db, tenantId: ctx.actor.tenantId, mode, now };
    const where = and(
      plainFilters(scope, filters),
      ofApps(filters),
      withCard(scope, filters),
      filters.q === null ? undefined : foundBy(db, mode, filters.q),
    );
    const known = await countTogether(scope, where);
    const others = TABS.filter(({ id }) => !known.has(id));
    const counts = new Map([...known, ...(await countApart(scope, where, others))]);
    return Object.fromEntries(TABS.map(({ id }) => [id, capped(counts.get(id) ?? 0)])) as Counts;
  });
}

const capped = (count: number): TabCount => ({
  count: Math.min(count, COUNT_MAX),
  more: count > COUNT_MAX,
});

/**
 * In one walk, the tabs that are nothing but statuses: those of which it met more than are counted, and
 * all of them when it came to the end.
 */
async function countTogether({ db }: Scope, where: SQL | undefined): Promise<Map<TabId, number>> {
  const rows = await db.execute<{ status: TransactionStatus; met: number }>(sql`
    select status, count(*)::int as met from (
      select ${transactions.status} from ${transactions} where ${where} limit ${WALK_MAX + 1}
    ) as walked group by status`);
  const met = new Map<StatusFilter, number>(rows.map((row) => [row.status, row.met]));
  const sum = (statuses: readonly StatusFilter[]) =>
    statuses.reduce((total, status) => total + (met.get(status) ?? 0), 0);
  const atEnd = sum(TRANSACTION_STATUSES) <= WALK_MAX;
  const ofStatuses = TABS.filter(({ status }) => status.every(isStatus));
  const found = ofStatuses.map(({ id, status }): [TabId, number] => [
    id,
    sum(status.length > 0 ? status : TRANSACTION_STATUSES),
  ]);
  return new Map(found.filter(([, count]) => atEnd || count > COUNT_MAX));
}

/** Each of the other tabs by a walk of its own, along the index that has its rows. */
async function countApart(
  { db }: Scope,
  where: SQL | undefined,
  tabs: (typeof TABS)[number][],
): Promise<[TabId, number][]> {
  const counts = tabs.map(({ id, status }) => {
    const ofTab = and(where, or(...statusConditions([...status])));
    return sql`(select count(*)::int from (select from ${transactions}
      where ${ofTab} limit ${COUNT_MAX + 1}) as met) as ${sql.identifier(id)}`;
  });
  const [row] = await db.execute<Record<TabId, number>>(sql`select ${sql.join(counts, sql`, `)}`);
  return tabs.map(({ id }) => [id, row?.[id] ?? 0]);
}

const isStatus = (status: StatusFilter) => status !== "attention" && status !== "refunded";
