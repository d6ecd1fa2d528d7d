import "server-only";
import { and, eq, gt, isNull, or, sql } from "drizzle-orm";
import { apiKeys } from "@/db/schema/apps";
import { recordAudit } from "@/lib/audit/record-audit";
import { type ActorOf, type Context, inTransaction } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { requirePermission } from "@/lib/operators/require-permission";
import { getKey, type KeyName } from "./get-key";
import { insertKey } from "./insert-key";
import type { Key } from "./serialize";

/**
 * A new pair with the old one's mode, label and address list; the old one works for `overlapSeconds`
 * more, with 0 no longer at all. An end that was already nearer stays: rotating never prolongs a key.
 * @throws BrokerError `key_not_found`; `key_not_active` when it is revoked, expired or its app archived
 */
export async function rotateKey(
  ctx: Context<ActorOf<"operator">>,
  { overlapSeconds, ...name }: KeyName & { overlapSeconds: number },
): Promise<{ key: Key; secret: string }> {
  requirePermission(ctx.actor, "write");
  return inTransaction(ctx, async (tx) => {
    const { id, tenantId } = await getKey(tx, name);
    const ends = sql`now() + make_interval(secs => ${overlapSeconds}::float8)`;
    const [old] = await tx.db
      .update(apiKeys)
      .set({ expiresAt: sql`least(${apiKeys.expiresAt}, ${ends})` })
      .where(
        and(
          eq(apiKeys.id, id),
          isNull(apiKeys.revokedAt),
          or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, sql`now()`)),
          sql`exists (select from payment.client_apps a
            where a.id = ${apiKeys.appId} and a.archived_at is null)`,
        ),
      )
      .returning();
    if (!old) throw new BrokerError("conflict", "key_not_active");
    const { appId, mode, label, allowedCidrs } = old;
    const issued = await insertKey(tx.db, { tenantId, appId, mode, label, allowedCidrs });
    const data = { app_id: appId, new_key_id: issued.key.id, overlap_seconds: overlapSeconds };
    await recordAudit(tx, { tenantId, action: "key.rotate", entityId: id, data });
    return issued;
  });
}
