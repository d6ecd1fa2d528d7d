import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import {
  ATTEMPT_TRIGGERS,
  DELIVERY_STATUSES,
  ENDPOINT_STATUSES,
  RESUME_STATUSES,
} from "../../lib/webhooks/state";
import { clientApps } from "./apps";
import { at, createdAt, literals, mode, payment } from "./base";
import { transactions } from "./transactions";

/** Orders a receiver's news: grows over the whole deployment, so also per app. */
export const webhookEventSeq = payment.sequence("webhook_event_seq");

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
    check("webhook_endpoints_status", sql`${t.status} in (${literals(ENDPOINT_STATUSES)})`),
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
    index("webhook_events_feed").on(t.appId, t.mode, t.seq),
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
    status: text("status", { enum: DELIVERY_STATUSES }).notNull().default("pending"),
    /** Tries so far, of whatever kind. */
    attempt: integer("attempt").notNull().default(0),
    /** How many of them were not of the present schedule: by hand, or before a recovery. */
    extraAttempts: integer("extra_attempts").notNull().default(0),
    /** Set while a single try by hand is under way: what the delivery is again if that fails. */
    resumeStatus: text("resume_status", { enum: RESUME_STATUSES }),
    /** Beside it, for one that goes back to waiting: when its next attempt was planned. */
    resumeAt: at("resume_at"),
    nextAttemptAt: at("next_attempt_at").notNull().defaultNow(),
    expiresAt: at("expires_at").notNull().default(sql`now() + interval '4 days'`),
    leaseUntil: at("lease_until"),
    /** Fence: only the worker that holds it may record the outcome. */
    claimId: uuid("claim_id"),
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
      .on(t.endpointId, t.nextAttemptAt)
      .where(sql`status = 'pending'`),
    index("webhook_deliveries_in_flight").on(t.endpointId).where(sql`status = 'sending'`),
    index("webhook_deliveries_lease").on(t.leaseUntil).where(sql`status = 'sending'`),
    index("webhook_deliveries_held").on(t.endpointId).where(sql`status = 'held'`),
    index("webhook_deliveries_newest").on(t.endpointId, t.id),
    index("webhook_deliveries_kind_newest").on(t.endpointId, t.type, t.status, t.id),
    check("webhook_deliveries_status", sql`${t.status} in (${literals(DELIVERY_STATUSES)})`),
    check("webhook_deliveries_resume", sql`${t.resumeStatus} in (${literals(RESUME_STATUSES)})`),
  ],
);

/** One POST and what came back. Append-only. */
export const webhookAttempts = payment.table(
  "webhook_attempts",
  {
    id: bigint("id", { mode: "bigint" }).primaryKey().generatedAlwaysAsIdentity(),
    deliveryId: text("delivery_id")
      .notNull()
      .references(() => webhookDeliveries.id),
    attempt: integer("attempt").notNull(),
    trigger: text("trigger", { enum: ATTEMPT_TRIGGERS }).notNull().default("auto"),
    at: at("at").notNull().defaultNow(),
    durationMs: integer("duration_ms"),
    status: integer("status"),
    errorClass: text("error_class"),
    /** At most 4 KiB, control characters stripped. */
    responseBody: text("response_body"),
  },
  (t) => [index("webhook_attempts_delivery").on(t.deliveryId, t.id)],
);
