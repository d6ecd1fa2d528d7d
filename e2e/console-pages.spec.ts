import { callAdmin } from "./stack/admin-api";
import { expectGood } from "./stack/expect-good";
import type { Shop } from "./stack/open-shop";
import { paymentIn } from "./stack/pay-states";
import { watchPage } from "./stack/watch-page";
import { type BrokerPlace, expect, test } from "./test";

const WIDTHS = [390, 1440];
const UNKNOWN = "trx_01JD8Z6T3Q4W5E6R7T8Y9VBNMC";

type World = { shop: Shop; broker: BrokerPlace };
type PageUnderTest = { name: string; status?: number; path: (world: World) => Promise<string> };

const at = (path: string) => async () => path;
const transactionIn = (state: "paid" | "failed" | "verifying" | "created") => ({
  name: `transaction-${state}`,
  path: async ({ shop, broker }: World) =>
    `/transactions/${await paymentIn(state, shop, broker, "fa")}`,
});

async function newestDelivery({ shop, broker }: World): Promise<string> {
  const id = await paymentIn("paid", shop, broker, "fa");
  const { data } = await callAdmin(broker.url, `/webhook-deliveries?transaction_id=${id}`);
  return `/webhooks/${data[0].id}`;
}

async function firstEndpoint({ shop, broker }: World): Promise<string> {
  const { data } = await callAdmin(broker.url, `/apps/${shop.appId}/webhook-endpoints`);
  return `/webhooks/endpoints/${data[0].id}`;
}

async function refundOf({ shop, broker }: World): Promise<string> {
  const id = await paymentIn("paid", shop, broker, "fa");
  const refund = await callAdmin(broker.url, `/transactions/${id}/refund`, {});
  return `/refunds/${refund.id}`;
}

const PAGES: PageUnderTest[] = [
  { name: "overview", path: at("") },
  { name: "inbox", path: at("/inbox") },
  { name: "first-run", path: at("/first-run") },
  { name: "transactions", path: at("/transactions") },
  { name: "transactions-none", path: at("/transactions?q=no-such-order") },
  transactionIn("paid"),
  transactionIn("failed"),
  transactionIn("verifying"),
  transactionIn("created"),
  { name: "transaction-unknown", status: 404, path: at(`/transactions/${UNKNOWN}`) },
  { name: "refunds", path: at("/refunds") },
  { name: "refund", path: refundOf },
  { name: "apps", path: at("/apps") },
  { name: "app-new", path: at("/apps/new") },
  { name: "app", path: async ({ shop }) => `/apps/${shop.appId}` },
  { name: "app-keys", path: async ({ shop }) => `/apps/${shop.appId}/keys` },
  { name: "app-test-payment", path: async ({ shop }) => `/apps/${shop.appId}/test-payment` },
  { name: "app-settings", path: async ({ shop }) => `/apps/${shop.appId}/settings` },
  { name: "webhooks", path: at("/webhooks") },
  { name: "webhook-delivery", path: newestDelivery },
  { name: "webhook-endpoints", path: at("/webhooks/endpoints") },
  { name: "webhook-endpoint-new", path: at("/webhooks/endpoints/new") },
  { name: "webhook-endpoint", path: firstEndpoint },
  { name: "audit", path: at("/audit") },
  { name: "operators", path: at("/operators") },
  { name: "settings", path: at("/settings") },
  { name: "settings-refunds", path: at("/settings/refunds") },
  { name: "settings-security", path: at("/settings/security") },
  { name: "settings-tokens", path: at("/settings/tokens") },
  { name: "settings-deployment", path: at("/settings/deployment") },
  { name: "not-found", status: 404, path: at("/no-such-page") },
];

for (const { name, status = 200, path } of PAGES) {
  for (const locale of ["fa", "en"] as const) {
    test(`the console's ${name} in ${locale} is open to everyone, light and dark, narrow and wide`, async ({
      browser,
      shop,
      broker,
      owner,
    }) => {
      const context = await browser.newContext({ storageState: owner, reducedMotion: "reduce" });
      const page = await context.newPage();
      const wrongs = await watchPage(page);
      const place = await path({ shop, broker });
      const address = `${broker.url}/admin${place}${place.includes("?") ? "&" : "?"}mode=test&lang=${locale}`;
      for (const theme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme: theme });
        const response = await page.goto(address);
        // Next has sent its 200 by the time a page below a skeleton finds out.
        expect([status, 200]).toContain(response?.status());
        await expect(page.locator("html")).toHaveAttribute("dir", locale === "fa" ? "rtl" : "ltr");
        await expect(page.locator("main h1")).toHaveCount(1);
        await expect(page.locator("main .animate-pulse")).toHaveCount(0);
        await expect(page).toHaveTitle(/\S/);
        await page.evaluate(() => document.fonts.ready);
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: width < 500 ? 844 : 900 });
          await expectGood(page, `console-${name}-${locale}-${theme}-${width}`);
        }
      }
      const words = await page.locator("main").textContent();
      expect(words).not.toMatch(/\bconsole[A-Z]\w*\.\w+|MISSING_MESSAGE/);
      expect(wrongs).toEqual([]);
      await context.close();
    });
  }
}
