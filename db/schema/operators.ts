import { sql } from "drizzle-orm";
import { check, index, jsonb, text, uniqueIndex } from "drizzle-orm/pg-core";
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
    role: text("role", { enum: ["owner", "admin", "support", "viewer"] }).notNull(),
    /** argon2id, in its PHC text form. */
    passwordHash: text("password_hash").notNull(),
    /** Set while the password is a printed one that its owner has not replaced yet. */
    passwordIssuedAt: at("password_issued_at"),
    createdAt: createdAt(),
    disabledAt: at("disabled_at"),
  },
  (t) => [
    uniqueIndex("operators_email").on(sql`lower(${t.email})`),
    check("operators_role", sql`${t.role} in ('owner', 'admin', 'support', 'viewer')`),
  ],
);

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
  ],
);
