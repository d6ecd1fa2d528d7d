import "server-only";
import { sql } from "drizzle-orm";
import type { ActorOf, Context, Mode } from "@/lib/context";
import { requirePermission } from "@/lib/operators/require-permission";
import { sourceOf } from "./sources/source-of";
import { STUCK_KINDS, type StuckKind } from "./state";

/** Nobody works through more than this by hand. */
const STUCK_COUNT_MAX = 1_000;

/** How many there are of a kind. `more`: there are more than `count`, which is then STUCK_COUNT_MAX. */
export type StuckCount = { count: number; more: boolean };
export type StuckCounts = Record<StuckKind | "all", StuckCount>;

/** How many things need a person, by kind and together; in one statement. */
export async function countStuck(
  ctx: Context<ActorOf<"operator">>,
  { mode, now = new Date() }: { mode: Mode; now?: Date },
): Promise<StuckCounts> {
  requirePermission(ctx.actor, "read");
  const scope = { tenantId: ctx.actor.tenantId, mode, now };
  const counts = STUCK_KINDS.map(
    (kind) => sql`
      select ${kind}::text as kind, count(*)::int as n
      from (select from (${sourceOf(kind, scope)}) s limit ${STUCK_COUNT_MAX + 1}) capped`,
  );
  const rows = await ctx.db.execute<{ kind: StuckKind; n: number }>(
    sql.join(counts, sql` union all `),
  );
  const found = new Map(rows.map(({ kind, n }) => [kind, n]));
  const all = rows.reduce((sum, { n }) => sum + n, 0);
  return Object.fromEntries([
    ["all", capped(all)],
    ...STUCK_KINDS.map((kind) => [kind, capped(found.get(kind) ?? 0)]),
  ]) as StuckCounts;
}

const capped = (n: number): StuckCount => ({
  count: Math.min(n, STUCK_COUNT_MAX),
  more: n > STUCK_COUNT_MAX,
});
