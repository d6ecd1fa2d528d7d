import "server-only";
import { sql } from "drizzle-orm";
import type { ActorOf, Context } from "@/lib/context";
import { requirePermission } from "@/lib/operators/require-permission";

/** Whether an app of the tenant ever asked for a payment, in either mode. */
export async function hasPayment(
  ctx: Context<ActorOf<"operator">>,
  appId: string,
): Promise<boolean> {
  requirePermission(ctx.actor, "read");
  const rows = await ctx.db.execute(sql`
    select 1 from payment.transactions
    where app_id = ${appId} and tenant_id = ${ctx.actor.tenantId} limit 1`);
  return rows.length > 0;
}
