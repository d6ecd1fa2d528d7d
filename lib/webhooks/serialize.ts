import { z } from "zod";
import type { webhookEndpoints } from "@/db/schema/webhooks";
import { DELIVERY_STATUSES, ENDPOINT_STATUSES } from "./state";

const isoTime = z.iso.datetime({ precision: 3 });

/** A webhook endpoint as the admin API shows it: never with its secret. */
export const endpointBody = z.object({
  id: z.string(),
  object: z.literal("webhook_endpoint"),
  app_id: z.string(),
  mode: z.enum(["test", "live"]),
  url: z.string(),
  description: z.string().nullable(),
  event_types: z.array(z.string()).nullable(),
  status: z.enum(ENDPOINT_STATUSES),
  created_at: isoTime,
});
export type EndpointBody = z.output<typeof endpointBody>;

/** The answer to its creation: the only time the secret appears. */
export const createdEndpointBody = endpointBody.extend({ secret: z.string() });

/** One event on its way to one endpoint, as a transaction's detail lists it. */
export const deliveryBody = z.object({
  id: z.string(),
  object: z.literal("webhook_delivery"),
  event_id: z.string(),
  type: z.string(),
  endpoint_id: z.string(),
  url: z.string(),
  status: z.enum(DELIVERY_STATUSES),
  attempt: z.int(),
  next_attempt_at: isoTime.nullable(),
  last_status: z.int().nullable(),
  last_error: z.string().nullable(),
  created_at: isoTime,
  finished_at: isoTime.nullable(),
});
export type DeliveryBody = z.output<typeof deliveryBody>;

export type WebhookEndpoint = Omit<
  typeof webhookEndpoints.$inferSelect,
  "secretEnc" | "previousSecrets"
>;

export type DeliveryLine = {
  id: string;
  eventId: string;
  type: string;
  endpointId: string;
  url: string;
  status: (typeof DELIVERY_STATUSES)[number];
  attempt: number;
  nextAttemptAt: Date;
  lastStatus: number | null;
  lastError: string | null;
  createdAt: Date;
  finishedAt: Date | null;
};

/** An endpoint row in its public shape. */
export function serializeEndpoint(endpoint: WebhookEndpoint): EndpointBody {
  return {
    id: endpoint.id,
    object: "webhook_endpoint",
    app_id: endpoint.appId,
    mode: endpoint.mode,
    url: endpoint.url,
    description: endpoint.description,
    event_types: endpoint.eventTypes,
    status: endpoint.status,
    created_at: endpoint.createdAt.toISOString(),
  };
}

/** A delivery in its public shape. `next_attempt_at` is null unless another attempt is planned. */
export function serializeDelivery(line: DeliveryLine): DeliveryBody {
  const planned = line.status === "pending";
  return {
    id: line.id,
    object: "webhook_delivery",
    event_id: line.eventId,
    type: line.type,
    endpoint_id: line.endpointId,
    url: line.url,
    status: line.status,
    attempt: line.attempt,
    next_attempt_at: planned ? line.nextAttemptAt.toISOString() : null,
    last_status: line.lastStatus,
    last_error: line.lastError,
    created_at: line.createdAt.toISOString(),
    finished_at: line.finishedAt?.toISOString() ?? null,
  };
}
