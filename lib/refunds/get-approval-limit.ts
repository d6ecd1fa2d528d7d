import "server-only";
import { eq } from "drizzle-orm";
import { tenants } from "@/db/schema/tenants";
import type { ActorOf, Context } from "@/lib/context";
import { requirePermission } from "@/lib/operators/require-permission";

/** A refund of more Rials than this needs a second person; null: none does. */
export async function getApprovalLimit(ctx: Context<ActorOf<"operator">>): Promise<bigint | null> {
  requirePermission(ctx.actor, "read");
  const [tenant] = await ctx.db
    .select({ limit: tenants.refundApprovalRials })
    .from(tenants)
    .where(eq(tenants.id, ctx.actor.tenantId));
  return tenant?.limit ?? null;
}
