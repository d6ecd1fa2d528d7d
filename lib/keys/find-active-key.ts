import "server-only";
import { and, desc, eq, gt, isNull, or, sql } from "drizzle-orm";
import { apiKeys } from "@/db/schema/apps";
import type { ActorOf, Context, Mode } from "@/lib/context";
import { requirePermission } from "@/lib/operators/require-permission";
import type { Key } from "./serialize";

/** The key with which an app of the tenant would sign now: the newest that may, or null. */
export async function findActiveKey(
  ctx: Context<ActorOf<"operator">>,
  { appId, mode }: { appId: string; mode: Mode },
): Promise<Key | null> {
  requirePermission(ctx.actor, "read");
  const [key] = await ctx.db
    .select()
    .from(apiKeys)
    .where(
      and(
        eq(apiKeys.appId, appId),
        eq(apiKeys.tenantId, ctx.actor.tenantId),
        eq(apiKeys.mode, mode),
        isNull(apiKeys.revokedAt),
        or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, sql`now()`)),
      ),
    )
    // One that a rotation replaced comes after those without an end.
    .orderBy(sql`${apiKeys.expiresAt} is not null`, desc(apiKeys.id))
    .limit(1);
  return key ?? null;
}
