import "server-only";
import { eq } from "drizzle-orm";
import { webhookEndpoints } from "@/db/schema/webhooks";
import { changesBetween } from "@/lib/audit/changes-between";
import { recordAudit } from "@/lib/audit/record-audit";
import { type ActorOf, type Context, inTransaction, type Mode } from "@/lib/context";
import { requirePermission } from "@/lib/operators/require-permission";
import { alignDeliveries } from "./align-deliveries";
import { endpointView } from "./endpoint-view";
import { type EndpointName, lockEndpoint, requireInUse } from "./get-endpoint";
import { kickWebhooks } from "./kick-webhooks";
import type { EndpointChanges } from "./schema";
import type { WebhookEndpoint } from "./serialize";
import { vetEndpointUrl } from "./target-rules";

/**
 * Change an endpoint; members that are absent stay as they are. Pausing holds what waits, enabling sends
 * it; a request that is under way is not broken off. A new address also hears what waits for the old one.
 * @throws BrokerError `endpoint_not_found`, `endpoint_deleted`; `invalid_url` or `url_not_allowed`
 * (field `url`)
 */
export async function updateEndpoint(
  ctx: Context<ActorOf<"operator">>,
  { changes, ...name }: EndpointName & { changes: EndpointChanges },
): Promise<WebhookEndpoint> {
  requirePermission(ctx.actor, "write");
  const endpoint = await inTransaction(ctx, async (tx) => {
    const known = await lockEndpoint(tx, name);
    requireInUse(known);
    const { id, mode, tenantId, status } = known;
    const set = columnsOf(changes, mode);
    const [changed] = await tx.db
      .update(webhookEndpoints)
      // The status is always written, so that no change is valid SQL too.
      .set({ status, ...set })
      .where(eq(webhookEndpoints.id, id))
      .returning();
    if (!changed) throw new Error(`endpoint ${id} vanished under its lock`);
    if (changed.status !== status) await alignDeliveries(tx.db, id);
    const data = changesBetween(audited(known), audited(changed));
    await recordAudit(tx, { tenantId, action: "webhook_endpoint.update", entityId: id, data });
    return endpointView(changed);
  });
  if (changes.status === "enabled") kickWebhooks();
  return endpoint;
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
