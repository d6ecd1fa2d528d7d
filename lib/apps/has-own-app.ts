import "server-only";
import { sql } from "drizzle-orm";
import type { ActorOf, Context } from "@/lib/context";
import { requirePermission } from "@/lib/operators/require-permission";
import { isOwnApp } from "./own-apps";

/** Whether the tenant ever made an app of its own, archived or not. The demos' apps do not count. */
export async function hasOwnApp(ctx: Context<ActorOf<"operator">>): Promise<boolean> {
  requirePermission(ctx.actor, "read");
  const rows = await ctx.db.execute(sql`
    select 1 from payment.client_apps a
    where a.tenant_id = ${ctx.actor.tenantId} and ${isOwnApp} limit 1`);
  return rows.length > 0;
}
