import "server-only";
import { and, or, type SQL, sql } from "drizzle-orm";
import { withOwnPlan } from "@/db/own-plan";
import { transactions } from "@/db/schema/transactions";
import type { ActorOf, Context, Mode } from "@/lib/context";
import { requirePermission } from "@/lib/operators/require-permission";
import type { ConsoleFilters } from "./console/schema";
import { COUNT_MAX, TABS, type TabCount, type TabId } from "./console/tabs";
import { ofApps, plainFilters, type Scope, statusConditions, withCard } from "./list-filters";
import { foundBy } from "./list-ways";

type Counts = Record<TabId, TabCount>;

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
      filters.q === null ? undefined : foundBy(mode, filters.q),
    );
    return (await countTogether(scope, where)) ?? (await countApart(scope, where));
  });
}

/** All tabs in one walk over the rows, when there are not more than are counted anyway. */
async function countTogether({ db }: Scope, where: SQL | undefined): Promise<Counts | null> {
  const counts = TABS.map(({ id }) => {
    const name = sql.identifier(id);
    return sql`count(*) filter (where met.${name})::int as ${name}`;
  });
  const belongs = TABS.map(({ id, status }) => {
    const ofTab = or(...statusConditions([...status])) ?? sql`true`;
    return sql`${ofTab} as ${sql.identifier(id)}`;
  });
  const [row] = await db.execute<Record<TabId, number>>(sql`
    select ${sql.join(counts, sql`, `)} from (select ${sql.join(belongs, sql`, `)}
      from ${transactions} where ${where} limit ${COUNT_MAX + 1}) as met`);
  return row && row.all <= COUNT_MAX ? toCounts(row) : null;
}

/** Each tab by a walk of its own, that its own index may serve. */
async function countApart({ db }: Scope, where: SQL | undefined): Promise<Counts> {
  const counts = TABS.map(({ id, status }) => {
    const ofTab = and(where, or(...statusConditions([...status])));
    return sql`(select count(*)::int from (select from ${transactions}
      where ${ofTab} limit ${COUNT_MAX + 1}) as met) as ${sql.identifier(id)}`;
  });
  const [row] = await db.execute<Record<TabId, number>>(sql`select ${sql.join(counts, sql`, `)}`);
  return toCounts(row as Record<TabId, number>);
}

function toCounts(row: Record<TabId, number>): Counts {
  const counts = TABS.map(({ id }): [TabId, TabCount] => [
    id,
    { count: Math.min(row[id], COUNT_MAX), more: row[id] > COUNT_MAX },
  ]);
  return Object.fromEntries(counts) as Counts;
}
