import "server-only";
import { and, eq, isNotNull, isNull, ne, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { merchantProfiles, providerAccounts, tenants } from "@/db/schema/tenants";
import type { Mode } from "@/lib/context";
import { env } from "@/lib/env";
import { mintId } from "@/lib/ids/mint-id";
import { ensureAccount } from "./ensure-account";
import { DEFAULT_TENANT_SLUG, getDefaultProfileId, getDefaultTenantId } from "./get-defaults";

/** What test mode calls itself where no merchant is set: the simulator and ZarinPal's sandbox take any UUID. */
export const SANDBOX_MERCHANT_ID = "00000000-0000-4000-8000-000000000000";
/** Any constant: processes that start together take turns. */
const LOCK = 7_261_001;

/**
 * At server start: the default tenant, its default profile, and the shared ZarinPal accounts that the
 * environment names. Repeating it changes nothing. When ZARINPAL_MERCHANT_ID names another merchant
 * than before, the former one is no longer shared; its transactions keep it.
 */
export async function ensureDefaults(db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
    const tenantId = await ensureTenant(tx);
    const profileId = await ensureProfile(tx, tenantId);
    const merchantId = env().ZARINPAL_MERCHANT_ID;
    const owner = { tenantId, profileId };
    if (merchantId) await shareOnly(tx, { ...owner, mode: "live", identity: merchantId });
    await shareOnly(tx, { ...owner, mode: "test", identity: merchantId ?? SANDBOX_MERCHANT_ID });
  });
}

async function ensureTenant(db: Database): Promise<string> {
  const id = mintId("tenant");
  await db
    .insert(tenants)
    .values({ id, slug: DEFAULT_TENANT_SLUG, name: "FlatPay" })
    .onConflictDoNothing();
  return getDefaultTenantId(db);
}

async function ensureProfile(db: Database, tenantId: string): Promise<string> {
  await db
    .insert(merchantProfiles)
    .values({ id: mintId("profile"), tenantId, name: "FlatPay", isDefault: true })
    .onConflictDoNothing();
  return getDefaultProfileId(db, tenantId);
}

type Shared = { tenantId: string; profileId: string; mode: Mode; identity: string };

async function shareOnly(db: Database, merchant: Shared): Promise<void> {
  const provider = "zarinpal";
  const accountId = await ensureAccount(db, { ...merchant, provider });
  await db
    .update(providerAccounts)
    .set({ sharedAt: null })
    .where(
      and(
        eq(providerAccounts.profileId, merchant.profileId),
        eq(providerAccounts.provider, provider),
        eq(providerAccounts.mode, merchant.mode),
        ne(providerAccounts.id, accountId),
        isNotNull(providerAccounts.sharedAt),
      ),
    );
  await db
    .update(providerAccounts)
    .set({ sharedAt: sql`now()` })
    .where(and(eq(providerAccounts.id, accountId), isNull(providerAccounts.sharedAt)));
}
