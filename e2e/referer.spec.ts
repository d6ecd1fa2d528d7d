import { openShop, type Shop } from "./stack/open-shop";
import { startProviderSite } from "./stack/provider-site";
import { type Broker, startBroker } from "./stack/start-broker";
import { expect, test } from "./test";

// One worker: three origins are started once.
test.describe.configure({ mode: "default" });

let provider: Awaited<ReturnType<typeof startProviderSite>>;
let broker: Broker;
let shop: Shop;

test.beforeAll(async () => {
  provider = await startProviderSite();
  broker = await startBroker("three_origins", { SANDBOX_URL: provider.origin });
  shop = await openShop(broker.url);
});

test.afterAll(async () => {
  await shop?.close();
  await broker?.stop();
  await provider?.close();
});

for (const scripts of [true, false]) {
  for (const by of ["itself", "hand"] as const) {
    test.describe(`scripts ${scripts ? "on" : "off"}, going on by ${by}`, () => {
      test.use({ javaScriptEnabled: scripts, locale: "en-US" });

      test("the provider sees the broker's origin as Referer: not the shop's, no path, not nothing", async ({
        page,
      }) => {
        const { pay_url, authority } = await shop.open({ locale: "en" });
        await page.goto(shop.site.checkoutUrl(pay_url));
        const visit = page.waitForRequest(pay_url);
        await page.getByRole("link", { name: "Pay" }).click();
        // What a redirect would have passed on; so the right answer below is not by chance.
        expect((await (await visit).allHeaders()).referer).toBe(`${shop.site.origin}/`);

        if (by === "hand") await page.getByRole("link", { name: /go to the payment/i }).click();
        await page.waitForURL(`${provider.origin}/pg/StartPay/${authority}`);
        expect(provider.referers.get(authority ?? "")).toBe(`${broker.url}/`);
      });
    });
  }
}

test("pay_url is a page of our own, never a redirect", async ({ request }) => {
  const { pay_url } = await shop.open();
  expect(new URL(pay_url).origin).toBe(broker.url);
  const headers = { Referer: `${shop.site.origin}/` };
  const response = await request.get(pay_url, { maxRedirects: 0, headers });
  expect(response.status()).toBe(200);
  expect(response.headers()).toMatchObject({
    "content-type": "text/html; charset=utf-8",
    "referrer-policy": "strict-origin-when-cross-origin",
  });
  expect(response.headers().location).toBeUndefined();
  expect(response.headers().refresh).toBeUndefined();
});
