import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import type { Preferences } from "../../lib/operators/schema";
import { at, createdAt, payment } from "./base";
import { tenants } from "./tenants";

export const operators = payment.table(
  "operators",
  {
    id: text("id").primaryKey(),
    tenantId: text("tenant_id")
      .notNull()
      .references(() => tenants.id),
    email: text("email").notNull(),
    /** What colleagues call them; null: their e-mail address. */
    name: text("name"),
    role: text("role", { enum: ["owner", "admin", "support", "viewer"] }).notNull(),
    /** argon2id, in its PHC text form. */
    passwordHash: text("password_hash").notNull(),
    /** Set while the password is a printed one that its owner has not replaced yet. */
    passwordIssuedAt: at("password_issued_at"),
    /** How they like to see things; what is absent is as everyone has it. */
    preferences: jsonb("preferences").$type<Preferences>().notNull().default({}),
    createdAt: createdAt(),
    disabledAt: at("disabled_at"),
  },
  (t) => [
    uniqueIndex("operators_email").on(sql`lower(${t.email})`),
    check("operators_role", sql`${t.role} in ('owner', 'admin', 'support', 'viewer')`),
  ],
);

/** One sign-in on one device. The cookie only names it; whether it still counts is decided here. */
export const operatorSessions = payment.table(
  "operator_sessions",
  {
    id: text("id").primaryKey(),
    operatorId: text("operator_id")
      .notNull()
      .references(() => operators.id),
    address: text("address").notNull(),
    userAgent: text("user_agent"),
    createdAt: createdAt(),
    /** Written at most once a minute. */
    lastSeenAt: at("last_seen_at").notNull().defaultNow(),
    expiresAt: at("expires_at").notNull(),
    revokedAt: at("revoked_at"),
  },
  (t) => [index("operator_sessions_newest").on(t.operatorId, t.id)],
);

/** Wrong passwords since the last right one, per account and per address. Slows down, never locks out. */
export const signInFailures = payment.table("sign_in_failures", {
  /** Keyed hash of `account:<e-mail>` or `address:<ip>`. */
  subject: text("subject").primaryKey(),
  failures: integer("failures").notNull(),
  lastAt: at("last_at").notNull().defaultNow(),
  blockedUntil: at("blocked_until").notNull().defaultNow(),
});

/** A token for the admin API, made in the console and shown once. Only its hash is kept. */
export const adminTokens = payment.table(
  "admin_tokens",
  {
    id: text("id").primaryKey(),
    tenantId: text("tenant_id").notNull(),
    createdBy: text("created_by")
      .notNull()
      .references(() => operators.id),
    name: text("name").notNull(),
    tokenHash: text("token_hash").notNull().unique("admin_tokens_hash"),
    /** The last four characters, to recognise it by. */
    hint: text("hint").notNull(),
    /** What it may do: as an operator of this role. */
    role: text("role", { enum: ["admin", "support", "viewer"] }).notNull(),
    createdAt: createdAt(),
    expiresAt: at("expires_at").notNull(),
    revokedAt: at("revoked_at"),
    lastUsedAt: at("last_used_at"),
  },
  (t) => [
    index("admin_tokens_newest").on(t.tenantId, t.id),
    check("admin_tokens_role", sql`${t.role} in ('admin', 'support', 'viewer')`),
  ],
);

/** A list's filters under a name: an operator's own, or everyone's when shared. */
export const savedViews = payment.table(
  "saved_views",
  {
    id: text("id").primaryKey(),
    tenantId: text("tenant_id").notNull(),
    operatorId: text("operator_id")
      .notNull()
      .references(() => operators.id),
    /** Which list: `transactions`. */
    list: text("list").notNull(),
    name: text("name").notNull(),
    /** The address's query, as the list itself writes it. */
    query: text("query").notNull(),
    createdAt: createdAt(),
    sharedAt: at("shared_at"),
  },
  (t) => [
    unique("saved_views_name").on(t.operatorId, t.list, t.name),
    index("saved_views_shared").on(t.tenantId, t.list).where(sql`shared_at is not null`),
  ],
);

/**
 * The rows of the audit that are not a payment taking its course: what people did, to payments too, and
 * what the system did to anything else.
 */
export const DEEDS = sql`(actor_type = 'operator' or action not like 'transaction.%')`;

/** Who did what to which row. Append-only. */
export const auditLog = payment.table(
  "audit_log",
  {
    id: text("id").primaryKey(),
    tenantId: text("tenant_id").notNull(),
    at: at("at").notNull().defaultNow(),
    actorType: text("actor_type").notNull(),
    actorId: text("actor_id"),
    requestId: text("request_id"),
    /** `noun.verb`, e.g. `key.issue`. */
    action: text("action").notNull(),
    entityId: text("entity_id").notNull(),
    data: jsonb("data").$type<Record<string, unknown>>().notNull().default({}),
  },
  (t) => [
    index("audit_log_newest").on(t.tenantId, t.id),
    index("audit_log_entity").on(t.entityId, t.id),
    // What people ask for. Partial, because payments taking their course write most rows, and those must
    // stay cheap to write.
    index("audit_log_deeds").on(t.tenantId, t.id).where(DEEDS),
    index("audit_log_deeds_actor").on(t.tenantId, t.actorId, t.id).where(DEEDS),
    index("audit_log_deeds_action").on(t.tenantId, t.action, t.id).where(DEEDS),
  ],
);
