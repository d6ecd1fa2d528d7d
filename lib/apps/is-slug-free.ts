import "server-only";
import { and, eq, ne } from "drizzle-orm";
import { clientApps } from "@/db/schema/apps";
import type { ActorOf, Context } from "@/lib/context";
import { requirePermission } from "@/lib/operators/require-permission";

/**
 * Whether the tenant has no other app, archived or not, with this slug. For hints while typing: who
 * writes is told by the unique index.
 */
export async function isSlugFree(
  ctx: Context<ActorOf<"operator">>,
  { slug, exceptAppId }: { slug: string; exceptAppId?: string | undefined },
): Promise<boolean> {
  requirePermission(ctx.actor, "read");
  const [taken] = await ctx.db
    .select({ id: clientApps.id })
    .from(clientApps)
    .where(
      and(
        eq(clientApps.tenantId, ctx.actor.tenantId),
        eq(clientApps.slug, slug),
        exceptAppId === undefined ? undefined : ne(clientApps.id, exceptAppId),
      ),
    )
    .limit(1);
  return !taken;
}
