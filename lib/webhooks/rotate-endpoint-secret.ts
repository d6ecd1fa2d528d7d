import "server-only";
import { eq } from "drizzle-orm";
import { webhookEndpoints } from "@/db/schema/webhooks";
import { recordAudit } from "@/lib/audit/record-audit";
import { type ActorOf, type Context, inTransaction } from "@/lib/context";
import { requirePermission } from "@/lib/operators/require-permission";
import { mintEndpointSecret } from "./endpoint-secrets";
import { endpointView } from "./endpoint-view";
import { type EndpointName, lockEndpoint, requireInUse } from "./get-endpoint";
import type { WebhookEndpoint } from "./serialize";

/** Each secret is one more signature in a header, so only the newest old ones go on signing. */
const OLD_SECRETS_MAX = 2;
/** As many that sign no more are kept for some days, so that a receiver that still uses one is told so. */
const ENDED_SECRETS_MAX = 2;
const ENDED_KEPT_MS = 7 * 86_400_000;

/**
 * A new signing secret, in this answer and nowhere else. The old one signs beside it for `overlapSeconds`
 * more, with 0 no longer at all; older ones keep their own end, and some days longer, without signing. What waits is signed when it is sent, so
 * the new secret signs that too.
 * @throws BrokerError `endpoint_not_found`, `endpoint_deleted`
 */
export async function rotateEndpointSecret(
  ctx: Context<ActorOf<"operator">>,
  { overlapSeconds, ...name }: EndpointName & { overlapSeconds: number },
): Promise<{ endpoint: WebhookEndpoint; secret: string }> {
  requirePermission(ctx.actor, "write");
  return inTransaction(ctx, async (tx) => {
    const old = await lockEndpoint(tx, name);
    requireInUse(old);
    const { id, tenantId } = old;
    const nowMs = Date.now();
    const ended = { enc: old.secretEnc, expires_at: isoIn(nowMs, overlapSeconds) };
    const older = [ended, ...old.previousSecrets].map((one) => ({
      ...one,
      endedMs: nowMs - Date.parse(one.expires_at),
    }));
    const previousSecrets = [
      ...older.filter(({ endedMs }) => endedMs < 0).slice(0, OLD_SECRETS_MAX),
      ...older
        .filter(({ endedMs }) => endedMs >= 0 && endedMs < ENDED_KEPT_MS)
        .slice(0, ENDED_SECRETS_MAX),
    ].map(({ enc, expires_at }) => ({ enc, expires_at }));
    const { secret, secretEnc } = mintEndpointSecret(id);
    const [row] = await tx.db
      .update(webhookEndpoints)
      .set({ secretEnc, previousSecrets })
      .where(eq(webhookEndpoints.id, id))
      .returning();
    if (!row) throw new Error(`endpoint ${id} vanished under its lock`);
    const data = { app_id: old.appId, overlap_seconds: overlapSeconds };
    await recordAudit(tx, {
      tenantId,
      action: "webhook_endpoint.rotate_secret",
      entityId: id,
      data,
    });
    return { endpoint: endpointView(row, nowMs), secret };
  });
}

const isoIn = (nowMs: number, seconds: number) => new Date(nowMs + seconds * 1_000).toISOString();
