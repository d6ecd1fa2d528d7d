import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, jsonb, text } from "drizzle-orm/pg-core";
import { NOTICE_KINDS } from "../../lib/notices/state";
import { at, createdAt, literals, mode, payment } from "./base";
import { webhookEndpoints } from "./webhooks";

/** What operators are told of an endpoint, and whether the mail about it went out. */
export const notices = payment.table(
  "notices",
  {
    id: text("id").primaryKey(),
    tenantId: text("tenant_id").notNull(),
    mode: mode(),
    kind: text("kind", { enum: NOTICE_KINDS }).notNull(),
    endpointId: text("endpoint_id").notNull(),
    data: jsonb("data").$type<Record<string, unknown>>().notNull(),
    /** When to mail it; null: never, or no more. */
    mailAt: at("mail_at"),
    mailAttempts: integer("mail_attempts").notNull().default(0),
    mailedAt: at("mailed_at"),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({
      name: "notices_endpoint",
      columns: [t.endpointId, t.mode],
      foreignColumns: [webhookEndpoints.id, webhookEndpoints.mode],
    }),
    index("notices_newest").on(t.endpointId, t.kind, t.id),
    index("notices_of_tenant").on(t.tenantId, t.mode, t.id),
    index("notices_due").on(t.mailAt).where(sql`mail_at is not null`),
    check("notices_kind", sql`${t.kind} in (${literals(NOTICE_KINDS)})`),
  ],
);
