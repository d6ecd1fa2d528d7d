import { TRANSACTION_STATUSES } from "../lib/transactions/state";
import { actAtBank } from "./stack/at-the-bank";
import { expectGood } from "./stack/expect-good";
import type { Shop } from "./stack/open-shop";
import { paymentIn } from "./stack/pay-states";
import { holdStill, watchPage } from "./stack/watch-page";
import { type BrokerPlace, expect, test } from "./test";

const WIDTHS = [390, 1440];
/** States in which the shopper's page does not wait for the shopper. */
const MOVING: readonly string[] = ["created", "open", "verifying"];
const UNKNOWN = "trx_01JD8Z6T3Q4W5E6R7T8Y9VBNMC";

type Locale = "fa" | "en";
type World = { shop: Shop; broker: BrokerPlace; locale: Locale };
type PageUnderTest = {
  name: string;
  status?: number;
  /** Goes on or reloads by itself, which is what it is for; it says so and has a button that does it. */
  moves?: boolean;
  path: (world: World) => Promise<string>;
};

const startPay = async ({ shop, broker, locale }: World, act?: "pay") => {
  const transaction = await shop.open({ locale });
  if (act) await actAtBank(broker.url, transaction, act);
  return `/sandbox/zarinpal/pg/StartPay/${transaction.authority}`;
};

const PAGES: PageUnderTest[] = [
  { name: "home", path: async () => "/" },
  { name: "docs", path: async () => "/docs" },
  { name: "docs-errors", path: async () => "/docs/errors" },
  { name: "demo", path: async () => "/demo" },
  { name: "demo-order", path: newDemoOrder },
  { name: "not-found", status: 404, path: async () => "/no-such-page" },
  ...TRANSACTION_STATUSES.map((state) => ({
    name: `pay-${state}`,
    moves: MOVING.includes(state),
    path: async ({ shop, broker, locale }: World) =>
      `/pay/${await paymentIn(state, shop, broker, locale)}`,
  })),
  { name: "pay-unknown", status: 404, path: async () => `/pay/${UNKNOWN}` },
  {
    name: "callback-unknown",
    status: 404,
    path: async () => "/callback/zarinpal?Authority=A1&Status=OK",
  },
  { name: "bank", path: (world) => startPay(world) },
  { name: "bank-over", status: 400, path: (world) => startPay(world, "pay") },
  { name: "bank-unknown", status: 404, path: async () => "/sandbox/zarinpal/pg/StartPay/S1" },
];

async function newDemoOrder({ broker, locale }: World): Promise<string> {
  const response = await fetch(`${broker.url}/demo/orders`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ product: "tea", locale }),
  });
  const { order_id } = (await response.json()) as { order_id: string };
  return `/demo/${order_id}`;
}

/** The language as a link chooses it, on top of what the address says already. */
const inLanguage = (path: string, locale: Locale) =>
  `${path}${path.includes("?") ? "&" : "?"}lang=${locale}`;

for (const { name, status = 200, moves = false, path } of PAGES) {
  for (const locale of ["fa", "en"] as const) {
    test(`${name} in ${locale} is open to everyone, light and dark, narrow and wide`, async ({
      page,
      shop,
      broker,
    }) => {
      const wrongs = await watchPage(page);
      const address = broker.url + inLanguage(await path({ shop, broker, locale }), locale);
      for (const theme of ["light", "dark"] as const) {
        // Away from the page first: once nothing holds it, it would go on to the bank in the midst of ours.
        await page.goto("about:blank");
        await page.unrouteAll();
        await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
        const response = await page.goto(address);
        await holdStill(page);
        expect(response?.status()).toBe(status);
        await expect(page.locator("html")).toHaveAttribute("lang", locale);
        await expect(page.locator("html")).toHaveAttribute("dir", locale === "fa" ? "rtl" : "ltr");
        await expect(page).toHaveTitle(/\S/);
        await page.evaluate(() => document.fonts.ready);
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: width < 500 ? 844 : 900 });
          const label = `${name}-${locale}-${theme}-${width}`;
          await expectGood(page, label, moves);
        }
      }
      expect(wrongs).toEqual([]);
    });
  }
}

test("a theme and a language chosen by link hold on every page, against the browser's own", async ({
  page,
  broker,
}) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(`${broker.url}/docs?theme=dark&lang=en`);
  for (const path of ["/", "/docs/errors", "/demo"]) {
    await page.goto(broker.url + path);
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    const scheme = await page.evaluate(
      () => getComputedStyle(document.documentElement).colorScheme,
    );
    expect(scheme, path).toBe("dark");
  }
});
