import { sql } from "drizzle-orm";
import { check, foreignKey, index, jsonb, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { at, createdAt, literals, mode, payment } from "./base";
import { merchantProfiles, providerAccounts } from "./tenants";

export type Branding = { display_name?: string; logo_url?: string; support_url?: string };

/** A site of the merchant. It has no mode: its keys do. */
export const clientApps = payment.table(
  "client_apps",
  {
    id: text("id").primaryKey(),
    tenantId: text("tenant_id").notNull(),
    profileId: text("profile_id").notNull(),
    slug: text("slug").notNull(),
    name: text("name").notNull(),
    returnOrigins: text("return_origins").array().notNull(),
    latePayment: text("late_payment", { enum: ["return", "accept"] })
      .notNull()
      .default("return"),
    descriptionPrefix: text("description_prefix"),
    branding: jsonb("branding").$type<Branding>().notNull().default({}),
    createdAt: createdAt(),
    suspendedAt: at("suspended_at"),
    archivedAt: at("archived_at"),
  },
  (t) => [
    foreignKey({
      name: "client_apps_profile",
      columns: [t.profileId, t.tenantId],
      foreignColumns: [merchantProfiles.id, merchantProfiles.tenantId],
    }),
    unique("client_apps_id_tenant").on(t.id, t.tenantId),
    unique("client_apps_slug").on(t.tenantId, t.slug),
    index("client_apps_newest").on(t.tenantId, t.id),
    check("client_apps_late_payment", sql`${t.latePayment} in ('return', 'accept')`),
  ],
);

/** An app's own merchant account, used instead of the profile's shared one. */
export const appProviderAccounts = payment.table(
  "app_provider_accounts",
  {
    appId: text("app_id")
      .notNull()
      .references(() => clientApps.id),
    mode: mode(),
    provider: text("provider").notNull(),
    accountId: text("account_id").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.appId, t.mode, t.provider] }),
    foreignKey({
      name: "app_provider_accounts_account",
      columns: [t.accountId, t.mode],
      foreignColumns: [providerAccounts.id, providerAccounts.mode],
    }),
  ],
);

/** A key pair of an app. The secret is encrypted, not hashed: checking an HMAC needs it. */
export const apiKeys = payment.table(
  "api_keys",
  {
    id: text("id").primaryKey(),
    tenantId: text("tenant_id").notNull(),
    appId: text("app_id").notNull(),
    mode: mode(),
    publicId: text("public_id").notNull().unique("api_keys_public_id"),
    secretEnc: text("secret_enc").notNull(),
    label: text("label"),
    /** Null: any address. */
    allowedCidrs: text("allowed_cidrs").array(),
    createdAt: createdAt(),
    /** Set by rotation: the old key works until then. */
    expiresAt: at("expires_at"),
    revokedAt: at("revoked_at"),
    /** To the minute, as is the address: enough to tell which of a site's servers still signs with it. */
    lastUsedAt: at("last_used_at"),
    lastUsedAddress: text("last_used_address"),
  },
  (t) => [
    foreignKey({
      name: "api_keys_app",
      columns: [t.appId, t.tenantId],
      foreignColumns: [clientApps.id, clientApps.tenantId],
    }),
    unique("api_keys_id_app_mode").on(t.id, t.appId, t.mode),
    index("api_keys_newest").on(t.appId, t.id),
    check("api_keys_mode", sql`${t.mode} in (${literals(["test", "live"])})`),
  ],
);

/** Nonces already burned; a row outlives the clock window of its request and is then swept. */
export const requestNonces = payment.table(
  "request_nonces",
  {
    keyId: text("key_id").notNull(),
    nonce: text("nonce").notNull(),
    expiresAt: at("expires_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.keyId, t.nonce] }),
    index("request_nonces_expires").on(t.expiresAt),
  ],
);
