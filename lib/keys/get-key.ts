import "server-only";
import { and, eq } from "drizzle-orm";
import { apiKeys } from "@/db/schema/apps";
import type { ActorOf, Context } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { isId } from "@/lib/ids/mint-id";
import { requirePermission } from "@/lib/operators/require-permission";
import type { Key } from "./serialize";

/** Which key of which app is meant, as the address says it. */
export type KeyName = { appId: string; keyId: string };

/**
 * A key of one of the tenant's apps, whatever its state.
 * @throws BrokerError `key_not_found`, alike for another app's or tenant's key and for what is no id
 */
export async function getKey(
  ctx: Context<ActorOf<"operator">>,
  { appId, keyId }: KeyName,
): Promise<Key> {
  requirePermission(ctx.actor, "read");
  const [key] =
    isId("app", appId) && isId("key", keyId)
      ? await ctx.db
          .select()
          .from(apiKeys)
          .where(
            and(
              eq(apiKeys.id, keyId),
              eq(apiKeys.appId, appId),
              eq(apiKeys.tenantId, ctx.actor.tenantId),
            ),
          )
      : [];
  if (!key) throw new BrokerError("not_found", "key_not_found");
  return key;
}
