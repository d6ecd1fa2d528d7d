import "server-only";
import { sql } from "drizzle-orm";
import type { ActorOf, Context } from "@/lib/context";
import { requirePermission } from "@/lib/operators/require-permission";

/** How many apps the tenant has in use, and how many it archived. */
export async function countApps(
  ctx: Context<ActorOf<"operator">>,
): Promise<{ inUse: number; archived: number }> {
  requirePermission(ctx.actor, "read");
  const [row] = await ctx.db.execute<{ in_use: number; archived: number }>(sql`
    select count(*) filter (where archived_at is null)::int as in_use,
      count(*) filter (where archived_at is not null)::int as archived
    from payment.client_apps where tenant_id = ${ctx.actor.tenantId}`);
  return { inUse: row?.in_use ?? 0, archived: row?.archived ?? 0 };
}
