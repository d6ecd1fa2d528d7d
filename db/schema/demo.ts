import { sql } from "drizzle-orm";
import { check, foreignKey, integer, jsonb, text } from "drizzle-orm/pg-core";
import { DEMO_STATUSES, type DemoStep, type DemoStepKey } from "../../lib/demo/state";
import { clientApps } from "./apps";
import { at, createdAt, literals, payment } from "./base";

/**
 * What the demo shop was given when it signed up, as any site keeps it in its own configuration. It is
 * a client that happens to live here, so it keeps its own copy instead of reading the broker's tables.
 */
export const demoShops = payment.table(
  "demo_shops",
  {
    tenantId: text("tenant_id").primaryKey(),
    appId: text("app_id").notNull(),
    keyId: text("key_id").notNull(),
    publicKey: text("public_key").notNull(),
    secretEnc: text("secret_enc").notNull(),
    /** Where return and webhook were registered for; another PUBLIC_URL means registering again. */
    publicUrl: text("public_url").notNull(),
    /** Null where no webhook may be sent to: a deployment with a public name is never called by itself. */
    webhookSecretEnc: text("webhook_secret_enc"),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({
      name: "demo_shops_app",
      columns: [t.appId, t.tenantId],
      foreignColumns: [clientApps.id, clientApps.tenantId],
    }),
  ],
);

/** The demo shop's orders and what it saw of each. */
export const demoOrders = payment.table(
  "demo_orders",
  {
    id: text("id").primaryKey(),
    productId: text("product_id").notNull(),
    locale: text("locale", { enum: ["fa", "en"] }).notNull(),
    amount: integer("amount").notNull(),
    currency: text("currency", { enum: ["IRR", "IRT"] }).notNull(),
    status: text("status", { enum: DEMO_STATUSES }).notNull(),
    payUrl: text("pay_url"),
    steps: jsonb("steps").$type<Partial<Record<DemoStepKey, DemoStep>>>().notNull().default({}),
    createdAt: createdAt(),
    updatedAt: at("updated_at").notNull().defaultNow(),
  },
  (t) => [check("demo_orders_status", sql`${t.status} in (${literals(DEMO_STATUSES)})`)],
);
