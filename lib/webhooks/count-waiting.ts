import "server-only";
import { sql } from "drizzle-orm";
import type { ActorOf, Context } from "@/lib/context";
import { requirePermission } from "@/lib/operators/require-permission";
import { isUnderWay } from "./leased";

/** How many are counted at most: who has more is told "more than". */
export const WAITING_COUNTED = 1_000;

/**
 * How many of an endpoint's deliveries still wait, due or held; at most one more than is counted. The
 * caller has proven the endpoint is theirs.
 */
export async function countWaiting(
  ctx: Context<ActorOf<"operator">>,
  endpointId: string,
): Promise<number> {
  requirePermission(ctx.actor, "read");
  const [row] = await ctx.db.execute<{ waiting: number }>(sql`
    select count(*)::int as waiting from (
      (select 1 from payment.webhook_deliveries
        where endpoint_id = ${endpointId} and status = 'pending' and recovered_at is null and not ${isUnderWay} limit ${WAITING_COUNTED + 1})
      union all
      (select 1 from payment.webhook_deliveries
        where endpoint_id = ${endpointId} and status = 'pending' and recovered_at is not null and not ${isUnderWay} limit ${WAITING_COUNTED + 1})
      union all
      (select 1 from payment.webhook_deliveries
        where endpoint_id = ${endpointId} and status = 'held' limit ${WAITING_COUNTED + 1})
    ) as waiting`);
  return Math.min(row?.waiting ?? 0, WAITING_COUNTED + 1);
}
