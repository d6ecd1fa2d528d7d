import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { apiKeys } from "@/db/schema/apps";
import { recordAudit } from "@/lib/audit/record-audit";
import { type ActorOf, type Context, inTransaction } from "@/lib/context";
import { requirePermission } from "@/lib/operators/require-permission";
import { getKey, type KeyName } from "./get-key";
import type { Key } from "./serialize";

/** End a key at once; the next signature with it is refused. Repeating it changes nothing. @throws BrokerError `key_not_found` */
export async function revokeKey(ctx: Context<ActorOf<"operator">>, name: KeyName): Promise<Key> {
  requirePermission(ctx.actor, "write");
  return inTransaction(ctx, async (tx) => {
    const key = await getKey(tx, name);
    const [revoked] = await tx.db
      .update(apiKeys)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(apiKeys.id, key.id), isNull(apiKeys.revokedAt)))
      .returning();
    // A parallel call was first: its time is the one that counts.
    if (!revoked) return getKey(tx, name);
    const { tenantId, id } = revoked;
    const data = { app_id: revoked.appId, key: revoked.publicId };
    await recordAudit(tx, { tenantId, action: "key.revoke", entityId: id, data });
    return revoked;
  });
}
