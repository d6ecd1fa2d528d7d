import "server-only";
import { asc, eq } from "drizzle-orm";
import { webhookDeliveries, webhookEndpoints, webhookEvents } from "@/db/schema/webhooks";
import type { Context } from "@/lib/context";
import type { DeliveryLine } from "./serialize";

/** Every delivery of a transaction's news, oldest first. The caller has proven the transaction is theirs. */
export function listDeliveries(ctx: Context, transactionId: string): Promise<DeliveryLine[]> {
  return ctx.db
    .select({
      id: webhookDeliveries.id,
      eventId: webhookDeliveries.eventId,
      type: webhookEvents.type,
      endpointId: webhookDeliveries.endpointId,
      url: webhookEndpoints.url,
      status: webhookDeliveries.status,
      attempt: webhookDeliveries.attempt,
      nextAttemptAt: webhookDeliveries.nextAttemptAt,
      lastStatus: webhookDeliveries.lastStatus,
      lastError: webhookDeliveries.lastError,
      createdAt: webhookDeliveries.createdAt,
      finishedAt: webhookDeliveries.finishedAt,
    })
    .from(webhookEvents)
    .innerJoin(webhookDeliveries, eq(webhookDeliveries.eventId, webhookEvents.id))
    .innerJoin(webhookEndpoints, eq(webhookEndpoints.id, webhookDeliveries.endpointId))
    .where(eq(webhookEvents.transactionId, transactionId))
    .orderBy(asc(webhookEvents.seq), asc(webhookDeliveries.id));
}
