import "server-only";
import { and, desc, eq } from "drizzle-orm";
import {
  webhookAttempts,
  webhookDeliveries,
  webhookEndpoints,
  webhookEvents,
} from "@/db/schema/webhooks";
import type { ActorOf, Context } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { isId } from "@/lib/ids/mint-id";
import { requirePermission } from "@/lib/operators/require-permission";
import { deliveryLines } from "./delivery-lines";
import type { DeliveryDetail } from "./serialize";

/** The newest; only a delivery that is sent by hand over and over has more. */
const ATTEMPTS_SHOWN = 200;

/**
 * One of the tenant's deliveries with the text it sends and every attempt.
 * @throws BrokerError `delivery_not_found`, alike for another tenant's and for what is no id
 */
export async function getWebhookDelivery(
  ctx: Context<ActorOf<"operator">>,
  id: string,
): Promise<DeliveryDetail> {
  requirePermission(ctx.actor, "read");
  const { tenantId } = ctx.actor;
  const own = and(eq(webhookDeliveries.id, id), eq(webhookEndpoints.tenantId, tenantId));
  const [line] = own && isId("delivery", id) ? await deliveryLines(ctx.db, own) : [];
  if (!line) throw new BrokerError("not_found", "delivery_not_found");
  const [attempts, [event]] = await Promise.all([
    ctx.db
      .select()
      .from(webhookAttempts)
      .where(eq(webhookAttempts.deliveryId, id))
      .orderBy(desc(webhookAttempts.id))
      .limit(ATTEMPTS_SHOWN),
    ctx.db
      .select({ body: webhookEvents.body })
      .from(webhookEvents)
      .where(eq(webhookEvents.id, line.eventId)),
  ]);
  if (!event) throw new Error(`delivery ${id} without its event`);
  return { ...line, body: event.body, attempts: attempts.reverse() };
}
