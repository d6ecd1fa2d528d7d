import "server-only";
import { sql } from "drizzle-orm";
import { isOwnApp } from "@/lib/apps/own-apps";
import type { ActorOf, Context } from "@/lib/context";
import { requirePermission } from "@/lib/operators/require-permission";

/** Whether no app of the tenant's own was ever paid, in either mode: there is nothing to show figures of. */
export async function isFirstRun(ctx: Context<ActorOf<"operator">>): Promise<boolean> {
  requirePermission(ctx.actor, "read");
  const rows = await ctx.db.execute(sql`
    select 1 from payment.client_apps a
    where a.tenant_id = ${ctx.actor.tenantId} and ${isOwnApp} and exists (
      select 1 from payment.transactions t where t.app_id = a.id and t.status = 'paid')
    limit 1`);
  return rows.length === 0;
}
