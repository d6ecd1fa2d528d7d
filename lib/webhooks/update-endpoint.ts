import "server-only";
import { eq, sql } from "drizzle-orm";
import { webhookEndpoints } from "@/db/schema/webhooks";
import { changesBetween } from "@/lib/audit/changes-between";
import { recordAudit } from "@/lib/audit/record-audit";
import { type ActorOf, type Context, inTransaction, type Mode } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { requirePermission } from "@/lib/operators/require-permission";
import { alignDeliveries } from "./align-deliveries";
import { openEndpointSecrets } from "./endpoint-secrets";
import { endpointView } from "./endpoint-view";
import { type EndpointName, findEndpoint, lockEndpoint, requireInUse } from "./get-endpoint";
import { kickWebhooks } from "./kick-webhooks";
import { pingEndpoint, requireConnected, requireTaken } from "./ping-endpoint";
import { reviewEndpoint } from "./review-endpoint";
import type { EndpointChanges } from "./schema";
import type { WebhookEndpoint } from "./serialize";
import { vetEndpointUrl } from "./target-rules";

/**
 * Change an endpoint; members that are absent stay as they are. Pausing holds what waits, enabling sends
 * it; a request that is under way is not broken off. A new address also hears what waits for the old one.
 *
 * A new address is first sent a signed test, as at creation. One that we disabled is enabled only when it
 * takes such a test; what it missed stays held until it is asked for (`recoverEndpoint`).
 * @throws BrokerError `endpoint_not_found`, `endpoint_deleted`; `invalid_url`, `url_not_allowed` or
 * `endpoint_unreachable` (field `url`); `endpoint_test_failed`; `endpoint_not_enabled` for pausing a
 * disabled one
 */
export async function updateEndpoint(
  ctx: Context<ActorOf<"operator">>,
  { changes, ...name }: EndpointName & { changes: EndpointChanges },
): Promise<WebhookEndpoint> {
  requirePermission(ctx.actor, "write");
  const tested = await test(ctx, name, changes);
  const endpoint = await inTransaction(ctx, async (tx) => {
    const known = await lockEndpoint(tx, name);
    requireInUse(known);
    const { id, mode, tenantId, status } = known;
    const set = columnsOf(changes, mode);
    const enables = status === "disabled" && set.status === "enabled";
    if (status === "disabled" && set.status === "paused") {
      throw new BrokerError("conflict", "endpoint_not_enabled");
    }
    // It was disabled, or moved, while we tried it: what was tried is not what would be enabled.
    if (enables && tested?.url !== (set.url ?? known.url)) {
      throw new BrokerError("conflict", "endpoint_not_enabled");
    }
    const [changed] = await tx.db
      .update(webhookEndpoints)
      // The status is always written, so that no change is valid SQL too.
      .set({
        status,
        ...set,
        ...(tested?.ping.ok ? ALIVE : {}),
        ...(enables ? { ...NOT_DISABLED, heldThrough: newestHeld(id) } : {}),
      })
      .where(eq(webhookEndpoints.id, id))
      .returning();
    if (!changed) throw new Error(`endpoint ${id} vanished under its lock`);
    if (changed.status !== status) await alignDeliveries(tx.db, id);
    const data = changesBetween(audited(known), audited(changed));
    await recordAudit(tx, { tenantId, action: "webhook_endpoint.update", entityId: id, data });
    return endpointView(changed);
  });
  if (tested?.ping.ok) await reviewEndpoint(ctx.db, { endpointId: endpoint.id });
  if (changes.status === "enabled") kickWebhooks();
  return endpoint;
}

const ALIVE = {
  consecutiveFailures: 0,
  failingSince: null,
  openUntil: null,
  goneAt: null,
  lastGoneAt: null,
  lastSuccessAt: sql`now()`,
};
const NOT_DISABLED = { disabledReason: null, disabledAt: null };

/** Up to this delivery it has missed what came. */
const newestHeld = (endpointId: string) =>
  sql`(select max(id) from payment.webhook_deliveries where endpoint_id = ${endpointId} and status = 'held')`;

/** Try the address, if the change needs it; outside of any transaction. Null: it does not. */
async function test(
  ctx: Context<ActorOf<"operator">>,
  name: EndpointName,
  changes: EndpointChanges,
) {
  const known = await findEndpoint(ctx, name);
  requireInUse(known);
  const { id: endpointId, appId, mode } = known;
  const url = changes.url === undefined ? known.url : vetEndpointUrl(changes.url, mode);
  const enables = known.status === "disabled" && changes.status === "enabled";
  if (!enables && url === known.url) return null;
  const secrets = openEndpointSecrets(known, Date.now());
  const ping = await pingEndpoint({ endpointId, appId, url, mode, secrets });
  if (enables) requireTaken(ping);
  else requireConnected(ping);
  return { url, ping };
}

type Settings = Pick<
  typeof webhookEndpoints.$inferSelect,
  "url" | "eventTypes" | "description" | "status"
>;

function audited({ url, eventTypes, description, status }: Settings): Record<string, unknown> {
  return { url, event_types: eventTypes, description, status };
}

function columnsOf(changes: EndpointChanges, mode: Mode) {
  const { url, event_types: types, description, status } = changes;
  return {
    ...(url === undefined ? {} : { url: vetEndpointUrl(url, mode) }),
    ...(types === undefined ? {} : { eventTypes: types && [...new Set(types)] }),
    ...(description === undefined ? {} : { description }),
    ...(status === undefined ? {} : { status }),
  };
}
