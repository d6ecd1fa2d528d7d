import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  json,
  jsonb,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import {
  ATTEMPT_TRIGGERS,
  DISABLED_REASONS,
  ENDPOINT_STATUSES,
  RESUME_STATUSES,
  STORED_STATUSES,
} from "../../lib/webhooks/state";
import { clientApps } from "./apps";
import { at, createdAt, literals, mode, payment } from "./base";
import { transactions } from "./transactions";

/** Orders a receiver's news: grows over the whole deployment, so also per app. */
export const webhookEventSeq = payment.sequence("webhook_event_seq");

/** Gives places in the feed. Never goes back, so that a place whose event was cleared away is not given again. */
export const webhookFeedPosition = payment.sequence("webhook_feed_position");

/** Where an app wants to hear. One mode only, so that a test payment never looks real. */
export const webhookEndpoints = payment.table(
  "webhook_endpoints",
  {
    id: text("id").primaryKey(),
    tenantId: text("tenant_id").notNull(),
    appId: text("app_id").notNull(),
    mode: mode(),
    url: text("url").notNull(),
    description: text("description"),
    /** Null: every type. */
    eventTypes: text("event_types").array(),
    status: text("status", { enum: ENDPOINT_STATUSES }).notNull().default("enabled"),
    secretEnc: text("secret_enc").notNull(),
    /** Older secrets that still sign, newest first: `{ enc, expires_at }`. */
    previousSecrets: jsonb("previous_secrets")
      .$type<{ enc: string; expires_at: string }[]>()
      .notNull()
      .default([]),
    maxInFlight: integer("max_in_flight").notNull().default(4),
    disabledReason: text("disabled_reason", { enum: DISABLED_REASONS }),
    disabledAt: at("disabled_at"),
    /** Failed tries since the last 2xx; those by hand and of a recovery do not count. */
    consecutiveFailures: integer("consecutive_failures").notNull().default(0),
    /** When the first of them was. Null: the last try was taken, or there was none. */
    failingSince: at("failing_since"),
    /** The breaker: nothing is sent before. After it one try at a time, until one is taken. */
    openUntil: at("open_until"),
    /** The first and the last 410 since the last 2xx. */
    goneAt: at("gone_at"),
    lastGoneAt: at("last_gone_at"),
    /**
     * Held deliveries up to this id stay held until they are asked for, though the endpoint is enabled:
     * they missed it while it was disabled.
     */
    heldThrough: text("held_through"),
    /** To within some seconds, so that a healthy endpoint's row is seldom written. */
    lastSuccessAt: at("last_success_at"),
    lastFailureAt: at("last_failure_at"),
    createdAt: createdAt(),
    deletedAt: at("deleted_at"),
  },
  (t) => [
    foreignKey({
      name: "webhook_endpoints_app",
      columns: [t.appId, t.tenantId],
      foreignColumns: [clientApps.id, clientApps.tenantId],
    }),
    unique("webhook_endpoints_id_mode").on(t.id, t.mode),
    index("webhook_endpoints_newest").on(t.appId, t.id),
    index("webhook_endpoints_failing").on(t.id).where(sql`failing_since is not null`),
    check("webhook_endpoints_status", sql`${t.status} in (${literals(ENDPOINT_STATUSES)})`),
    check(
      "webhook_endpoints_disabled",
      sql`${t.disabledReason} in (${literals(DISABLED_REASONS)}) and (${t.disabledReason} is null) = (${t.disabledAt} is null)`,
    ),
  ],
);

/** Something a site should know, as the exact bytes it is sent. Written with the change it tells of. */
export const webhookEvents = payment.table(
  "webhook_events",
  {
    id: text("id").primaryKey(),
    appId: text("app_id").notNull(),
    mode: mode(),
    type: text("type").notNull(),
    seq: bigint("seq", { mode: "bigint" }).notNull(),
    transactionId: text("transaction_id"),
    /** Text, not jsonb: what is signed is these bytes. */
    body: text("body").notNull(),
    /**
     * Its place in the app's feed, given after its commit by whoever reads the feed. `seq` will not do as
     * a cursor: it is drawn before the commit, so that a lower one may appear after a higher one was read.
     */
    position: bigint("position", { mode: "bigint" }),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({
      name: "webhook_events_transaction",
      columns: [t.transactionId, t.mode],
      foreignColumns: [transactions.id, transactions.mode],
    }),
    unique("webhook_events_id_mode").on(t.id, t.mode),
    // Backstop of "exactly once": a transaction ends at most once in each way.
    uniqueIndex("webhook_events_once")
      .on(t.transactionId, t.type)
      .where(sql`type like 'transaction.%'`),
    index("webhook_events_transaction").on(t.transactionId),
    index("webhook_events_unplaced").on(t.appId, t.mode, t.seq).where(sql`position is null`),
    uniqueIndex("webhook_events_feed")
      .on(t.appId, t.mode, t.position)
      .where(sql`position is not null`),
  ],
);

/** One event on its way to one endpoint: state only, kept narrow because it changes often. */
export const webhookDeliveries = payment.table(
  "webhook_deliveries",
  {
    id: text("id").primaryKey(),
    eventId: text("event_id").notNull(),
    endpointId: text("endpoint_id").notNull(),
    mode: mode(),
    /** The event's, repeated here so that lists find a rare type without reading every event. */
    type: text("type").notNull(),
    /** Also `pending` while a worker sends it: then it has a row in `webhook_leases`. */
    status: text("status", { enum: STORED_STATUSES }).notNull().default("pending"),
    /** Tries made so far, of whatever kind. */
    attempt: integer("attempt").notNull().default(0),
    /** How many of them were not of the present schedule: by hand, or before a recovery. */
    extraAttempts: integer("extra_attempts").notNull().default(0),
    /** Set while a single try by hand is under way: what the delivery is again if that fails. */
    resumeStatus: text("resume_status", { enum: RESUME_STATUSES }),
    /** Beside it, for one that goes back to waiting: when its next attempt was planned. */
    resumeAt: at("resume_at"),
    /** Since when it is one of those that were asked for again: they share half of the endpoint's places. */
    recoveredAt: at("recovered_at"),
    nextAttemptAt: at("next_attempt_at").notNull().defaultNow(),
    expiresAt: at("expires_at").notNull().default(sql`now() + interval '4 days'`),
    lastStatus: integer("last_status"),
    lastError: text("last_error"),
    createdAt: createdAt(),
    finishedAt: at("finished_at"),
  },
  (t) => [
    foreignKey({
      name: "webhook_deliveries_event",
      columns: [t.eventId, t.mode],
      foreignColumns: [webhookEvents.id, webhookEvents.mode],
    }),
    foreignKey({
      name: "webhook_deliveries_endpoint",
      columns: [t.endpointId, t.mode],
      foreignColumns: [webhookEndpoints.id, webhookEndpoints.mode],
    }),
    unique("webhook_deliveries_event_endpoint").on(t.eventId, t.endpointId),
    index("webhook_deliveries_due")
      .on(t.endpointId, t.nextAttemptAt, t.id)
      .where(sql`status = 'pending' and recovered_at is null`),
    index("webhook_deliveries_recovering")
      .on(t.endpointId, t.nextAttemptAt, t.id)
      .where(sql`status = 'pending' and recovered_at is not null`),
    index("webhook_deliveries_by_hand")
      .on(t.endpointId)
      .where(sql`status = 'pending' and resume_status is not null`),
    index("webhook_deliveries_held").on(t.endpointId, t.id).where(sql`status = 'held'`),
    index("webhook_deliveries_newest").on(t.endpointId, t.id),
    index("webhook_deliveries_kind_newest").on(t.endpointId, t.type, t.status, t.id),
    check("webhook_deliveries_status", sql`${t.status} in (${literals(STORED_STATUSES)})`),
    check("webhook_deliveries_resume", sql`${t.resumeStatus} in (${literals(RESUME_STATUSES)})`),
  ],
);

/**
 * Deliveries that workers are sending at this moment: a few hundred rows at most. Apart
 * from the delivery, so that taking one writes this narrow row and none of the delivery's indexes.
 * Unlogged: a database that crashed has none in flight that it knows of, and they are sent again.
 */
export const webhookLeases = payment.table(
  "webhook_leases",
  {
    deliveryId: text("delivery_id").notNull(),
    endpointId: text("endpoint_id").notNull(),
    eventId: text("event_id").notNull(),
    /** This try's place in the delivery's schedule, from 1. */
    attempt: integer("attempt").notNull(),
    /** Fence: only the worker that holds it may record the outcome. */
    claimId: uuid("claim_id").notNull(),
    leaseUntil: at("lease_until").notNull(),
    /** Who began the try: one that was asked for again shares half of the places, one by hand none. */
    trigger: text("trigger", { enum: ATTEMPT_TRIGGERS }).notNull(),
  },
  // By endpoint first: a claim asks each for its own. An index is read past what is gone, the table is not.
  (t) => [primaryKey({ columns: [t.endpointId, t.deliveryId] })],
);

/** One POST and what came back. Append-only. */
export const webhookAttempts = payment.table(
  "webhook_attempts",
  {
    id: bigint("id", { mode: "bigint" }).primaryKey().generatedAlwaysAsIdentity(),
    /**
     * No foreign key, which would be a third of what an attempt costs: it is written by the statement that
     * changes its delivery, and deleted before it.
     */
    deliveryId: text("delivery_id").notNull(),
    attempt: integer("attempt").notNull(),
    trigger: text("trigger", { enum: ATTEMPT_TRIGGERS }).notNull().default("auto"),
    at: at("at").notNull().defaultNow(),
    /** Where it went: the endpoint's address may have changed since. */
    url: text("url"),
    durationMs: integer("duration_ms"),
    /** Parts of the whole; null where there was none: a connection that was open already has only the last. */
    dnsMs: integer("dns_ms"),
    connectMs: integer("connect_ms"),
    tlsMs: integer("tls_ms"),
    /** From the request's last byte to the answer's first. */
    firstByteMs: integer("first_byte_ms"),
    status: integer("status"),
    errorClass: text("error_class"),
    /** As sent, the signature included: it proves and reveals nothing. The body is the event's. */
    requestHeaders: json("request_headers").$type<Record<string, string>>(),
    /** Secrets masked. */
    responseHeaders: json("response_headers").$type<Record<string, string>>(),
    /** At most 4 KiB, control characters stripped. */
    responseBody: text("response_body"),
    /** When it was to be tried again, as planned at the time; null: not by itself. */
    nextAttemptAt: at("next_attempt_at"),
  },
  (t) => [index("webhook_attempts_delivery").on(t.deliveryId, t.id)],
);

/** Outcomes by endpoint and hour, for rates and percentiles without reading attempts. Losing some seconds is no harm. */
export const webhookEndpointHours = payment.table(
  "webhook_endpoint_hours",
  {
    endpointId: text("endpoint_id")
      .notNull()
      .references(() => webhookEndpoints.id),
    hour: at("hour").notNull(),
    delivered: integer("delivered").notNull().default(0),
    failed: integer("failed").notNull().default(0),
    /** How many tries took how long: a count for each bucket of lib/webhooks/latency-buckets.ts. */
    latencyCounts: integer("latency_counts").array().notNull(),
  },
  (t) => [primaryKey({ columns: [t.endpointId, t.hour] })],
);
