import "server-only";
import { eq, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { clientApps } from "@/db/schema/apps";
import { webhookDeliveries, webhookEndpoints, webhookEvents } from "@/db/schema/webhooks";
import { isUnderWay, toldStatus } from "./leased";
import type { DeliveryLine } from "./serialize";

/** Deliveries with what is told of their event, endpoint and last attempt, in the order asked for. */
export function deliveryLines(db: Database, where: SQL, ...order: SQL[]): Promise<DeliveryLine[]> {
  return db
    .select({
      id: webhookDeliveries.id,
      eventId: webhookDeliveries.eventId,
      type: webhookDeliveries.type,
      appId: webhookEvents.appId,
      appName: clientApps.name,
      mode: webhookDeliveries.mode,
      transactionId: webhookEvents.transactionId,
      endpointId: webhookDeliveries.endpointId,
      url: webhookEndpoints.url,
      endpointStatus: webhookEndpoints.status,
      endpointDeletedAt: webhookEndpoints.deletedAt,
      endpointDisabledReason: webhookEndpoints.disabledReason,
      endpointDisabledAt: webhookEndpoints.disabledAt,
      endpointOpenUntil: webhookEndpoints.openUntil,
      status: toldStatus,
      // The one under way included.
      attempt: sql<number>`${webhookDeliveries.attempt} + ${isUnderWay}::int`,
      extraAttempts: webhookDeliveries.extraAttempts,
      resumeStatus: webhookDeliveries.resumeStatus,
      nextAttemptAt: webhookDeliveries.nextAttemptAt,
      lastStatus: webhookDeliveries.lastStatus,
      lastError: webhookDeliveries.lastError,
      lastDurationMs: sql<number | null>`(select a.duration_ms from payment.webhook_attempts a
        where a.delivery_id = ${webhookDeliveries.id} order by a.id desc limit 1)`,
      createdAt: webhookDeliveries.createdAt,
      finishedAt: webhookDeliveries.finishedAt,
    })
    .from(webhookDeliveries)
    .innerJoin(webhookEvents, eq(webhookEvents.id, webhookDeliveries.eventId))
    .innerJoin(webhookEndpoints, eq(webhookEndpoints.id, webhookDeliveries.endpointId))
    .innerJoin(clientApps, eq(clientApps.id, webhookEvents.appId))
    .where(where)
    .orderBy(...order);
}
