import "server-only";
import { and, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { appProviderAccounts } from "@/db/schema/apps";
import { MODES } from "@/lib/context";
import { ensureAccount } from "@/lib/profiles/ensure-account";

type Owner = { id: string; tenantId: string; profileId: string };

/**
 * Give an app a ZarinPal merchant of its own, in both modes, or with null the shared one back. What was
 * opened with the former merchant stays with it. Call inside a transaction.
 */
export async function linkMerchant(
  db: Database,
  app: Owner,
  merchantId: string | null,
): Promise<void> {
  const provider = "zarinpal";
  const own = and(
    eq(appProviderAccounts.appId, app.id),
    eq(appProviderAccounts.provider, provider),
  );
  await db.delete(appProviderAccounts).where(own);
  if (merchantId === null) return;
  const { tenantId, profileId } = app;
  for (const mode of MODES) {
    const identity = merchantId;
    const accountId = await ensureAccount(db, { tenantId, profileId, provider, mode, identity });
    await db.insert(appProviderAccounts).values({ appId: app.id, mode, provider, accountId });
  }
}
