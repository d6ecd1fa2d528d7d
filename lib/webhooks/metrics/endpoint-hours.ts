import "server-only";
import { sql } from "drizzle-orm";
import type { ActorOf, Context } from "@/lib/context";
import { requirePermission } from "@/lib/operators/require-permission";

/** How tries to an endpoint went within one hour, which begins at `at`. */
export type EndpointHour = { at: Date; delivered: number; failed: number };

/**
 * The last `hours` hours of one of the tenant's endpoints, oldest first and without gaps; the last one is
 * the hour under way. All zero for an endpoint that is not the tenant's.
 */
export async function endpointHours(
  ctx: Context<ActorOf<"operator">>,
  { endpointId, hours }: { endpointId: string; hours: number },
): Promise<EndpointHour[]> {
  requirePermission(ctx.actor, "read");
  const rows = await ctx.db.execute<{ at: string; delivered: number; failed: number }>(sql`
    select s.hour as at, coalesce(h.delivered, 0) as delivered, coalesce(h.failed, 0) as failed
    from generate_series(date_trunc('hour', now()) - make_interval(hours => ${hours - 1}),
      date_trunc('hour', now()), interval '1 hour') s(hour)
    left join (payment.webhook_endpoint_hours h join payment.webhook_endpoints e
      on e.id = h.endpoint_id and e.tenant_id = ${ctx.actor.tenantId} and e.id = ${endpointId})
      on h.hour = s.hour
    order by s.hour`);
  return rows.map(({ at, delivered, failed }) => ({ at: new Date(at), delivered, failed }));
}
