import { z } from "zod";
import type { webhookAttempts, webhookEndpoints } from "@/db/schema/webhooks";
import { MODES } from "@/lib/context";
import { ATTEMPTS_MAX } from "./backoff";
import type { EndpointPing } from "./ping-endpoint";
import {
  ATTEMPT_TRIGGERS,
  DELIVERY_STATUSES,
  type DeliveryStatus,
  type DisabledReason,
  ENDPOINT_STATUSES,
  type EndpointStatus,
  type RESUME_STATUSES,
} from "./state";

const isoTime = z.iso.datetime({ precision: 3 });

/** A webhook endpoint as the admin API shows it: never with its secret. */
export const endpointBody = z.object({
  id: z.string(),
  object: z.literal("webhook_endpoint"),
  app_id: z.string(),
  mode: z.enum(MODES),
  url: z.string(),
  description: z.string().nullable(),
  event_types: z.array(z.string()).nullable(),
  status: z.enum(ENDPOINT_STATUSES),
  /** Until when deliveries also carry a signature of an older secret; null: only the current one signs. */
  old_secret_expires_at: isoTime.nullable(),
  created_at: isoTime,
  deleted_at: isoTime.nullable(),
});
export type EndpointBody = z.output<typeof endpointBody>;

/** The answer to its creation, and to a new secret: the only time the secret appears. */
export const createdEndpointBody = endpointBody.extend({ secret: z.string() });

/** How the test request went that was sent before an endpoint was registered. `ok`: it answered 2xx. */
const pingBody = z.object({
  ok: z.boolean(),
  status: z.int().nullable(),
  error: z.string().nullable(),
  duration_ms: z.int(),
});
type PingBody = z.output<typeof pingBody>;

/** The answer to an endpoint's creation. */
export const registeredEndpointBody = createdEndpointBody.extend({ ping: pingBody });

/** One event on its way to one endpoint, as every list shows it. */
export const deliveryBody = z.object({
  id: z.string(),
  object: z.literal("webhook_delivery"),
  event_id: z.string(),
  type: z.string(),
  app_id: z.string(),
  mode: z.enum(MODES),
  transaction_id: z.string().nullable(),
  endpoint_id: z.string(),
  url: z.string(),
  status: z.enum(DELIVERY_STATUSES),
  /** Tries so far, those by hand included. */
  attempt: z.int(),
  /** The try after which it is given up. */
  attempts_max: z.int(),
  next_attempt_at: isoTime.nullable(),
  last_status: z.int().nullable(),
  last_error: z.string().nullable(),
  last_duration_ms: z.int().nullable(),
  created_at: isoTime,
  finished_at: isoTime.nullable(),
});
export type DeliveryBody = z.output<typeof deliveryBody>;

/** One POST and what came back. `trigger` says who began it: the schedule, or a person. */
const attemptBody = z.object({
  attempt: z.int(),
  trigger: z.enum(ATTEMPT_TRIGGERS),
  at: isoTime,
  duration_ms: z.int().nullable(),
  status: z.int().nullable(),
  error: z.string().nullable(),
  response_body: z.string().nullable(),
});

/** A delivery with the exact text that is sent, and every attempt in the order they were made. */
export const deliveryDetailBody = deliveryBody.extend({
  body: z.string(),
  attempts: z.array(attemptBody),
});

/** What asking for lost news again came to. `has_more`: ask once more for the rest. */
export const recoveryBody = z.object({
  object: z.literal("webhook_recovery"),
  endpoint_id: z.string(),
  since: isoTime,
  recovered: z.int(),
  has_more: z.boolean(),
});

/** What sending many again came to, or would. `next_cursor`: ask with it for the rest. */
export const redeliveryBody = z.object({
  object: z.literal("webhook_redelivery"),
  dry_run: z.boolean(),
  redelivered: z.int(),
  skipped: z.int(),
  has_more: z.boolean(),
  next_cursor: z.string().nullable(),
});

export type WebhookEndpoint = Omit<
  typeof webhookEndpoints.$inferSelect,
  "secretEnc" | "previousSecrets"
> & { oldSecretExpiresAt: Date | null };

export type DeliveryLine = {
  id: string;
  eventId: string;
  type: string;
  appId: string;
  appName: string;
  mode: (typeof MODES)[number];
  transactionId: string | null;
  endpointId: string;
  url: string;
  endpointStatus: EndpointStatus;
  endpointDeletedAt: Date | null;
  endpointDisabledReason: DisabledReason | null;
  endpointDisabledAt: Date | null;
  /** Its breaker: nothing is sent before. */
  endpointOpenUntil: Date | null;
  status: DeliveryStatus;
  attempt: number;
  extraAttempts: number;
  resumeStatus: (typeof RESUME_STATUSES)[number] | null;
  nextAttemptAt: Date;
  lastStatus: number | null;
  lastError: string | null;
  lastDurationMs: number | null;
  createdAt: Date;
  finishedAt: Date | null;
};

export type DeliveryDetail = DeliveryLine & {
  body: string;
  /** In the order they were made. */
  attempts: (typeof webhookAttempts.$inferSelect)[];
};

/** How many deliveries became due again, and whether there are more than can be taken at once. */
export type Recovery = { endpointId: string; since: Date; recovered: number; hasMore: boolean };

/** How many were made due once more, how many of those asked for were not, and where the rest begins. */
export type Redelivery = {
  redelivered: number;
  skipped: number;
  hasMore: boolean;
  nextCursor: string | null;
};

const iso = (moment: Date | null) => moment?.toISOString() ?? null;

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
    old_secret_expires_at: iso(endpoint.oldSecretExpiresAt),
    created_at: endpoint.createdAt.toISOString(),
    deleted_at: iso(endpoint.deletedAt),
  };
}

/** How a test request went, in its public shape. */
export function serializePing({ ok, status, error, exchange }: EndpointPing): PingBody {
  return { ok, status, error, duration_ms: exchange.durationMs };
}

/**
 * The try after which a delivery is given up: the schedule's, and those made outside it. A test event
 * has no schedule: it is sent when somebody asks.
 */
export function attemptsMax({ type, extraAttempts }: DeliveryLine): number {
  return extraAttempts + (type === "endpoint.test" ? 0 : ATTEMPTS_MAX);
}

/** A delivery in its public shape. `next_attempt_at` is null unless another attempt is planned. */
export function serializeDelivery(line: DeliveryLine): DeliveryBody {
  const planned = line.status === "pending";
  const isUnderWay = planned || line.status === "sending";
  return {
    id: line.id,
    object: "webhook_delivery",
    event_id: line.eventId,
    type: line.type,
    app_id: line.appId,
    mode: line.mode,
    transaction_id: line.transactionId,
    endpoint_id: line.endpointId,
    url: line.url,
    status: line.status,
    attempt: line.attempt,
    attempts_max: attemptsMax(line),
    next_attempt_at: planned ? line.nextAttemptAt.toISOString() : null,
    last_status: line.lastStatus,
    last_error: line.lastError,
    last_duration_ms: line.lastDurationMs,
    created_at: line.createdAt.toISOString(),
    finished_at: isUnderWay ? null : iso(line.finishedAt),
  };
}

/** A delivery with all that is known of it, in its public shape. */
export function serializeDeliveryDetail(
  detail: DeliveryDetail,
): z.output<typeof deliveryDetailBody> {
  return {
    ...serializeDelivery(detail),
    body: detail.body,
    attempts: detail.attempts.map((one) => ({
      attempt: one.attempt,
      trigger: one.trigger,
      at: one.at.toISOString(),
      duration_ms: one.durationMs,
      status: one.status,
      error: one.errorClass,
      response_body: one.responseBody,
    })),
  };
}

/** What a recovery came to, in its public shape. */
export function serializeRecovery(recovery: Recovery): z.output<typeof recoveryBody> {
  return {
    object: "webhook_recovery",
    endpoint_id: recovery.endpointId,
    since: recovery.since.toISOString(),
    recovered: recovery.recovered,
    has_more: recovery.hasMore,
  };
}

/** What sending many again came to, in its public shape. */
export function serializeRedelivery(
  { redelivered, skipped, hasMore, nextCursor }: Redelivery,
  dryRun: boolean,
): z.output<typeof redeliveryBody> {
  return {
    object: "webhook_redelivery",
    dry_run: dryRun,
    redelivered,
    skipped,
    has_more: hasMore,
    next_cursor: nextCursor,
  };
}
