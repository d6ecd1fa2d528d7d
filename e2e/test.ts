import { type BrowserContext, test as base } from "@playwright/test";
import { openShop, type Shop } from "./stack/open-shop";
import { signIn } from "./stack/sign-in";

export { expect } from "@playwright/test";

/** The shared broker and where its rows are. */
export type BrokerPlace = { url: string; databaseUrl: string };

/** The cookies of the signed-in owner, for a context of one's own. */
export type Owner = Awaited<ReturnType<BrowserContext["storageState"]>>;

// biome-ignore lint/complexity/noBannedTypes: Playwright's word for "no fixtures of this scope".
export const test = base.extend<{}, { broker: BrokerPlace; shop: Shop; owner: Owner }>({
  broker: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the wanted fixtures from it.
    async ({}, provide) => {
      const { E2E_BROKER_URL: url = "", E2E_BROKER_DATABASE: databaseUrl = "" } = process.env;
      await provide({ url, databaseUrl });
    },
    { scope: "worker" },
  ],
  shop: [
    async ({ broker }, provide) => {
      const shop = await openShop(broker.url);
      await provide(shop);
      await shop.close();
    },
    { scope: "worker" },
  ],
  owner: [
    async ({ broker, browser }, provide) => {
      const context = await browser.newContext();
      await signIn(await context.newPage(), broker.url);
      await provide(await context.storageState());
      await context.close();
    },
    { scope: "worker" },
  ],
});
