import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import type { Database } from "@/db/client";
import { appProviderAccounts } from "@/db/schema/apps";
import { getAccount } from "@/lib/profiles/get-account";
import type { App } from "./find-app";
import type { AppView } from "./serialize";

/** Apps with the ZarinPal merchants of their own, decrypted. Test and live are linked alike; live is read. */
export async function withMerchants(db: Database, apps: App[]): Promise<AppView[]> {
  if (apps.length === 0) return [];
  const links = await db
    .select({ appId: appProviderAccounts.appId, accountId: appProviderAccounts.accountId })
    .from(appProviderAccounts)
    .where(
      and(
        inArray(
          appProviderAccounts.appId,
          apps.map(({ id }) => id),
        ),
        eq(appProviderAccounts.mode, "live"),
        eq(appProviderAccounts.provider, "zarinpal"),
      ),
    );
  const merchants = new Map(
    await Promise.all(
      links.map(async ({ appId, accountId }): Promise<[string, string]> => {
        const { credential } = await getAccount(db, accountId);
        return [appId, credential];
      }),
    ),
  );
  return apps.map((app) => ({ app, merchantId: merchants.get(app.id) ?? null }));
}

/** The same for one. */
export async function withMerchant(db: Database, app: App): Promise<AppView> {
  const [view] = await withMerchants(db, [app]);
  return view as AppView;
}
