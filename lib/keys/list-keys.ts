import "server-only";
import { and, desc, eq, lt } from "drizzle-orm";
import { apiKeys } from "@/db/schema/apps";
import type { ActorOf, Context } from "@/lib/context";
import { cursorId, cutPage, type Page, type PageInput } from "@/lib/http/pagination";
import { requirePermission } from "@/lib/operators/require-permission";
import type { Key } from "./serialize";

/** An app's keys, newest first, ended ones too. The caller has made sure of the app. @throws BrokerError `invalid_cursor` */
export async function listKeys(
  ctx: Context<ActorOf<"operator">>,
  { appId, ...input }: PageInput & { appId: string },
): Promise<Page<Key>> {
  requirePermission(ctx.actor, "read");
  const after = cursorId("key", input);
  const found = await ctx.db
    .select()
    .from(apiKeys)
    .where(
      and(
        eq(apiKeys.appId, appId),
        eq(apiKeys.tenantId, ctx.actor.tenantId),
        after === undefined ? undefined : lt(apiKeys.id, after),
      ),
    )
    .orderBy(desc(apiKeys.id))
    .limit(input.limit + 1);
  return cutPage(found, input);
}
