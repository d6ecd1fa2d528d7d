import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { at, createdAt, literals, mode, payment, rials } from "./base";

/** Above everything: one row today, many later. */
export const tenants = payment.table("tenants", {
  id: text("id").primaryKey(),
  slug: text("slug").notNull().unique(),
  name: text("name").notNull(),
  /** A refund of more than this needs a second person; null: none does. */
  refundApprovalRials: rials("refund_approval_rials"),
  createdAt: createdAt(),
});

/** A business inside a tenant: identity, branding, provider accounts. */
export const merchantProfiles = payment.table(
  "merchant_profiles",
  {
    id: text("id").primaryKey(),
    tenantId: text("tenant_id")
      .notNull()
      .references(() => tenants.id),
    name: text("name").notNull(),
    isDefault: boolean("is_default").notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    unique("merchant_profiles_id_tenant").on(t.id, t.tenantId),
    uniqueIndex("merchant_profiles_one_default").on(t.tenantId).where(sql`is_default`),
  ],
);

/** One merchant account at one provider, in one mode. Its secret lives in provider_credentials. */
export const providerAccounts = payment.table(
  "provider_accounts",
  {
    id: text("id").primaryKey(),
    tenantId: text("tenant_id").notNull(),
    profileId: text("profile_id").notNull(),
    provider: text("provider").notNull(),
    mode: mode(),
    /** Keyed hash of the merchant identity: the same merchant is the same account, found without decrypting. */
    identityHash: text("identity_hash").notNull(),
    label: text("label").notNull(),
    /** Set while any app of the profile may use it; null: only apps linked in app_provider_accounts. */
    sharedAt: at("shared_at"),
    priority: integer("priority").notNull().default(100),
    /** Since when nothing certain has come back from the provider; null while it answers. */
    unansweredSince: at("unanswered_since"),
    /** The provider said that we ask too much: nobody of ours who can wait asks before this. */
    pausedUntil: at("paused_until"),
    /** When the list of its unverified payments was last read, and when it is to be read next. */
    sweptAt: at("swept_at"),
    nextSweepAt: at("next_sweep_at").notNull().defaultNow(),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({
      name: "provider_accounts_profile",
      columns: [t.profileId, t.tenantId],
      foreignColumns: [merchantProfiles.id, merchantProfiles.tenantId],
    }),
    unique("provider_accounts_id_mode").on(t.id, t.mode),
    unique("provider_accounts_identity").on(t.tenantId, t.provider, t.mode, t.identityHash),
    index("provider_accounts_shared")
      .on(t.profileId, t.mode, t.priority, t.createdAt)
      .where(sql`shared_at is not null`),
    check("provider_accounts_mode", sql`${t.mode} in (${literals(["test", "live"])})`),
  ],
);

/** What opens an account, encrypted. Several may follow each other in time. */
export const providerCredentials = payment.table(
  "provider_credentials",
  {
    id: text("id").primaryKey(),
    accountId: text("account_id").notNull(),
    mode: mode(),
    secretEnc: text("secret_enc").notNull(),
    priority: integer("priority").notNull().default(100),
    effectiveFrom: at("effective_from").notNull().defaultNow(),
    effectiveUntil: at("effective_until"),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({
      name: "provider_credentials_account",
      columns: [t.accountId, t.mode],
      foreignColumns: [providerAccounts.id, providerAccounts.mode],
    }),
    index("provider_credentials_effective").on(t.accountId, t.priority, t.effectiveFrom),
  ],
);
