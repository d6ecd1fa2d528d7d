import "server-only";
import { sql } from "drizzle-orm";
import type { ActorOf, Context } from "@/lib/context";
import { requirePermission } from "@/lib/operators/require-permission";
import { askedDeliveries, mayBeReplayed, type Wanted } from "./replayable";
import type { Redelivery } from "./serialize";

/** How many are looked at: with more, the count says "at least". */
const LOOKED_AT_MAX = 5_000;

/**
 * What `redeliverMany` would do right now, among the 5 000 oldest that are meant; `hasMore` when there
 * are more. Changes nothing.
 */
export async function countRedeliverable(
  ctx: Context<ActorOf<"operator">>,
  wanted: Wanted,
): Promise<Redelivery> {
  requirePermission(ctx.actor, "recheck");
  const { tenantId } = ctx.actor;
  const part = { tenantId, after: undefined, count: LOOKED_AT_MAX + 1 };
  const [row] = await ctx.db.execute<{ asked: number; possible: number }>(sql`
    with asked as materialized (${askedDeliveries(wanted, part)})
    select (select count(*)::int from asked) as asked, (
      select count(*)::int from (select id from asked order by id limit ${LOOKED_AT_MAX}) a
        join payment.webhook_deliveries d on d.id = a.id
      where ${mayBeReplayed}
    ) as possible`);
  if (!row) throw new Error("the count of redeliverable deliveries is missing");
  const { asked, possible } = row;
  const skipped = Math.min(asked, LOOKED_AT_MAX) - possible;
  return { redelivered: possible, skipped, hasMore: asked > LOOKED_AT_MAX, nextCursor: null };
}
