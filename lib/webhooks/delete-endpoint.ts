import "server-only";
import { eq, sql } from "drizzle-orm";
import { webhookEndpoints } from "@/db/schema/webhooks";
import { recordAudit } from "@/lib/audit/record-audit";
import { type ActorOf, type Context, inTransaction } from "@/lib/context";
import { requirePermission } from "@/lib/operators/require-permission";
import { alignDeliveries } from "./align-deliveries";
import { endpointView } from "./endpoint-view";
import { type EndpointName, lockEndpoint } from "./get-endpoint";
import type { WebhookEndpoint } from "./serialize";

/**
 * Take an endpoint out of use for good: what waits for it is canceled, and what it heard stays on record.
 * Repeating it changes nothing. @throws BrokerError `endpoint_not_found`
 */
export async function deleteEndpoint(
  ctx: Context<ActorOf<"operator">>,
  name: EndpointName,
): Promise<WebhookEndpoint> {
  requirePermission(ctx.actor, "write");
  return inTransaction(ctx, async (tx) => {
    const endpoint = await lockEndpoint(tx, name);
    if (endpoint.deletedAt) return endpointView(endpoint);
    const { id, tenantId, appId, url } = endpoint;
    const [deleted] = await tx.db
      .update(webhookEndpoints)
      .set({ deletedAt: sql`now()` })
      .where(eq(webhookEndpoints.id, id))
      .returning();
    if (!deleted) throw new Error(`endpoint ${id} vanished under its lock`);
    const canceled = await alignDeliveries(tx.db, id);
    const data = { app_id: appId, url, canceled };
    await recordAudit(tx, { tenantId, action: "webhook_endpoint.delete", entityId: id, data });
    return endpointView(deleted);
  });
}
