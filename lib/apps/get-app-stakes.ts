import "server-only";
import { sql } from "drizzle-orm";
import { literals } from "@/db/schema/base";
import type { ActorOf, Context } from "@/lib/context";
import { requirePermission } from "@/lib/operators/require-permission";
import { LIVE_STATUSES } from "@/lib/transactions/state";

/** What depends on an app right now, in both modes: said before it is suspended or archived. */
export type AppStakes = {
  /** Payments that are not over; counted up to `OPEN_MAX`. */
  open: number;
  /** Keys that may sign. */
  keys: number;
  /** Webhook endpoints that are not deleted. */
  endpoints: number;
};

/** Beyond this many it does not matter how many there are. */
export const OPEN_MAX = 1000;

/** The caller has made sure of the app. */
export async function getAppStakes(
  ctx: Context<ActorOf<"operator">>,
  appId: string,
): Promise<AppStakes> {
  requirePermission(ctx.actor, "read");
  const { tenantId } = ctx.actor;
  const [row] = await ctx.db.execute<AppStakes>(sql`
    select (select count(*)::int from (
        select 1 from payment.transactions
        where tenant_id = ${tenantId} and app_id = ${appId} and status in (${literals(LIVE_STATUSES)})
        limit ${OPEN_MAX}) as live) as open,
      (select count(*)::int from payment.api_keys
        where tenant_id = ${tenantId} and app_id = ${appId} and revoked_at is null
          and (expires_at is null or expires_at > now())) as keys,
      (select count(*)::int from payment.webhook_endpoints
        where tenant_id = ${tenantId} and app_id = ${appId} and deleted_at is null) as endpoints`);
  if (!row) throw new Error("a count came back empty");
  return row;
}
