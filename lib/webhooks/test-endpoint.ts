import "server-only";
import { eq, sql } from "drizzle-orm";
import { webhookDeliveries } from "@/db/schema/webhooks";
import { recordAudit } from "@/lib/audit/record-audit";
import { type ActorOf, type Context, inTransaction } from "@/lib/context";
import { mintId } from "@/lib/ids/mint-id";
import { requirePermission } from "@/lib/operators/require-permission";
import { deliveryLines } from "./delivery-lines";
import { frameEvent } from "./event-frame";
import { type EndpointName, lockEndpoint, requireInUse } from "./get-endpoint";
import { kickWebhooks } from "./kick-webhooks";
import type { DeliveryLine } from "./serialize";

/**
 * Send an `endpoint.test` event to this endpoint alone, at once and once: whether it asked for the type
 * or not, and without retries, for somebody is watching.
 * @throws BrokerError `endpoint_not_found`, `endpoint_deleted`, `endpoint_not_enabled`
 */
export async function testEndpoint(
  ctx: Context<ActorOf<"operator">>,
  name: EndpointName,
): Promise<DeliveryLine> {
  requirePermission(ctx.actor, "recheck");
  const line = await inTransaction(ctx, async (tx) => {
    const endpoint = await lockEndpoint(tx, name);
    requireInUse(endpoint, "enabled");
    const { id: endpointId, tenantId, appId, mode } = endpoint;
    const [eventId, deliveryId] = [mintId("event"), mintId("delivery")];
    const type = "endpoint.test";
    const data = { endpoint: { id: endpointId, app_id: appId, mode } };
    const { head, tail } = frameEvent({ id: eventId, type, timestamp: new Date(), data });
    await tx.db.execute(sql`
      insert into payment.webhook_events (id, app_id, mode, type, seq, body)
      select ${eventId}, ${appId}, ${mode}, ${type}, seq, ${head}::text || seq || ${tail}::text
      from (select nextval('payment.webhook_event_seq') as seq) as next`);
    await tx.db.insert(webhookDeliveries).values({
      id: deliveryId,
      eventId,
      endpointId,
      mode,
      type,
      extraAttempts: 1,
      resumeStatus: "dead",
    });
    const entityId = endpointId;
    const audited = { app_id: appId, delivery_id: deliveryId };
    await recordAudit(tx, { tenantId, action: "webhook_endpoint.test", entityId, data: audited });
    const [made] = await deliveryLines(tx.db, eq(webhookDeliveries.id, deliveryId));
    if (!made) throw new Error("insert made no delivery");
    return made;
  });
  kickWebhooks();
  return line;
}
