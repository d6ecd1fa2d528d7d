import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { webhookDeliveries } from "@/db/schema/webhooks";
import type { DeliveryStatus } from "./state";

/**
 * That a worker is sending this delivery (its endpoint and id) now. Both with their table's name: a bare
 * `endpoint_id` would be the lease's own.
 */
export function isLeased(endpointId: SQLWrapper, deliveryId: SQLWrapper): SQL<boolean> {
  return sql<boolean>`exists (select from payment.webhook_leases l
    where l.endpoint_id = ${endpointId} and l.delivery_id = ${deliveryId})`;
}

/** The same of a query's `webhook_deliveries`, which has no other name there. */
export const isUnderWay = isLeased(webhookDeliveries.endpointId, webhookDeliveries.id);

/** A delivery's status as it is told: `sending` while it is leased. */
export const toldStatus = sql<DeliveryStatus>`case
  when ${webhookDeliveries.status} = 'pending' and ${isUnderWay} then 'sending'
  else ${webhookDeliveries.status} end`;
