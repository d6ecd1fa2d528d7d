import { createHmac, randomUUID } from "node:crypto";
import type { BrowserContext, Page } from "@playwright/test";
import { callAdmin } from "./stack/admin-api";
import { actAtBank } from "./stack/at-the-bank";
import { expectGood } from "./stack/expect-good";
import { startMoodySite } from "./stack/moody-site";
import { openShop, type Shop } from "./stack/open-shop";
import { makeGone } from "./stack/pass-time";
import { watchPage } from "./stack/watch-page";
import { WORDS } from "./stack/words";
import { type BrokerPlace, test as base, expect, type Owner } from "./test";

type Site = Awaited<ReturnType<typeof startMoodySite>>;
type Moody = {
  shop: Shop;
  site: Site;
  endpoint: { id: string; secret: string };
  page: Page;
  /** Opens a page of the console, in Persian. */
  go: (path: string) => Promise<unknown>;
};

const words = WORDS.fa;
const text = words.consoleWebhooks;

/** A shop of one's own that hears at a second place, which answers as it is told; and the owner, in Persian. */
const test = base.extend<{ moody: Moody }>({
  moody: async ({ browser, broker, owner }, provide) => {
    const shop = await openShop(broker.url);
    const site = await startMoodySite();
    const made = await callAdmin(broker.url, `/apps/${shop.appId}/webhook-endpoints`, {
      url: site.url,
      mode: "test",
    });
    site.received.length = 0;
    const context = await personIn(browser.newContext.bind(browser), owner);
    const page = await context.newPage();
    const wrongs = await watchPage(page);
    const go = (path: string) => {
      const address = `${broker.url}/admin${path}${path.includes("?") ? "&" : "?"}mode=test&lang=fa`;
      return page.goto(address);
    };
    await provide({ shop, site, endpoint: { id: made.id, secret: made.secret }, page, go });
    expect(wrongs).toEqual([]);
    await context.close();
    await site.close();
    await shop.close();
  },
});

type NewContext = (options: object) => Promise<BrowserContext>;
const personIn = (open: NewContext, storageState: Owner) =>
  open({ storageState, viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });

/** A paid transaction whose news the moody site was sent once. */
async function pay({ shop, site, endpoint }: Moody, broker: BrokerPlace, order_id: string) {
  const before = site.received.length;
  const transaction = await shop.open({ order_id, locale: "fa" });
  await actAtBank(broker.url, transaction, "pay");
  await expect.poll(() => site.received.length).toBeGreaterThan(before);
  const query = `/webhook-deliveries?endpoint_id=${endpoint.id}&transaction_id=${transaction.id}`;
  const tried = async () => (await callAdmin(broker.url, query)).data[0]?.last_status;
  await expect.poll(tried).not.toBeNull();
  return transaction;
}

test("why a site did not hear of a payment is read in Persian, three clicks from its order number", async ({
  moody,
  broker,
}) => {
  const { site, page, go } = moody;
  site.answer(404);
  const orderId = `hook-${randomUUID()}`;
  const { id } = await pay(moody, broker, orderId);
  await go("/transactions");
  let clicks = 0;
  await page.getByRole("searchbox").fill(orderId);
  await page.keyboard.press("Enter");
  clicks++;
  await page.waitForURL(`**/admin/transactions/${id}`);
  const row = page.getByRole("row").filter({ hasText: "مقصد پاسخ ۴۰۴ داد" });
  await expect(row).toContainText("یک بار تلاش شد");
  await expectGood(page, "webhooks-payment-fa");
  await row.getByRole("link").click();
  clicks++;
  await page.waitForURL("**/admin/webhooks/whd_*");
  await expect(page.getByRole("heading", { name: text.whyTitle })).toBeVisible();
  const main = page.locator("main");
  await expect(main).toContainText(text.failureHint.not_found);
  // The newest attempt is open already.
  await expect(main.getByText(`POST ${site.url}`)).toBeVisible();
  await expect(main.getByText(text.emptyAnswer)).toBeVisible();
  expect(clicks).toBeLessThanOrEqual(3);
  await expectGood(page, "webhooks-delivery-fa");
});

test("the debugger names a body that was written anew, and keeps everything but the secret", async ({
  moody,
  broker,
}) => {
  const { site, page, go, endpoint } = moody;
  site.answer(401);
  const { id } = await pay(moody, broker, `hook-${randomUUID()}`);
  const query = `/webhook-deliveries?endpoint_id=${endpoint.id}&transaction_id=${id}`;
  const [delivery] = (await callAdmin(broker.url, query)).data;
  const sent = site.received.at(-1);
  if (!sent) throw new Error("nothing was sent");
  const { "webhook-id": eventId, "webhook-timestamp": time } = sent.headers;
  const written = JSON.stringify(JSON.parse(sent.body), null, 2);
  const key = Buffer.from(endpoint.secret.replace(/^whsec_/, ""), "base64");
  const theirs = createHmac("sha256", key).update(`${eventId}.${time}.${written}`).digest("base64");

  await go(`/webhooks/${delivery.id}`);
  const open = page.locator("main").getByRole("button", { name: words.consoleWebhookDebug.open });
  await open.last().click();
  const sheet = page.getByRole("dialog");
  await sheet.locator("button[type=submit]").click();
  await expect(sheet).toContainText(words.consoleWebhookDebug.nothingGiven);
  await sheet.locator('input[name="given.signature"]').fill(theirs);
  await sheet.locator('input[name="given.secret"]').fill(endpoint.secret);
  await sheet.locator("button[type=submit]").click();
  const finding = sheet.locator("[data-finding=body_rewritten]");
  await expect(finding).toContainText(words.consoleWebhookFinding.body_rewritten.title);
  await expect(finding).toContainText(words.consoleWebhookFinding.way.json_indented_2);
  await expect(sheet).not.toContainText(endpoint.secret);
  await expectGood(page, "webhooks-debugger-fa");
  await page.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);
  await expect(async () => {
    // So soon after it closed a click may still be the one that closed it.
    await open.last().click();
    await expect(sheet).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(sheet.locator('input[name="given.signature"]')).toHaveValue(theirs);
  await expect(sheet.locator('input[name="given.secret"]')).toHaveValue("");
});

test("chosen rows are sent again together, after a count", async ({ moody, broker }) => {
  const { site, page, go, endpoint } = moody;
  for (let i = 0; i < 3; i++) await pay(moody, broker, `hook-${randomUUID()}`);
  await go(`/webhooks?endpoint=${endpoint.id}&range=today`);
  const boxes = page.locator("tbody").getByRole("checkbox");
  await expect(boxes).toHaveCount(3);
  // The row that has the focus, and with Shift all up to it.
  await page.locator("tbody a[data-row]").first().focus();
  await page.keyboard.press("x");
  await expect(boxes.nth(0)).toBeChecked();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Shift+X");
  for (const box of await boxes.all()) await expect(box).toBeChecked();
  await boxes.nth(1).click();
  const bar = page.getByRole("status").filter({ hasText: words.consoleWebhookBulk.clear });
  await expect(bar).toContainText("۲");
  await bar.getByRole("button", { name: words.consoleWebhookBulk.resend }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText(words.consoleWebhookBulk.willSend.replace("{n}", "۲"));
  await expectGood(page, "webhooks-resend-fa");
  const before = site.received.length;
  await dialog
    .getByRole("button", { name: words.consoleWebhookBulk.confirm.replace("{n}", "۲") })
    .click();
  await expect(dialog).toHaveCount(0);
  await expect.poll(() => site.received.length).toBe(before + 2);
  await expect(boxes.first()).not.toBeChecked();
});

test("a disabled endpoint is tested before it is enabled, and why it did not pass is said", async ({
  moody,
  broker,
}) => {
  const { site, page, go, endpoint } = moody;
  await makeGone(broker, endpoint.id);
  site.answer(500);
  await go(`/webhooks/endpoints/${endpoint.id}`);
  const main = page.locator("main");
  await expect(main).toContainText(text.disabledReason.gone);
  await expectGood(page, "webhooks-endpoint-disabled-fa");
  await main.getByRole("button", { name: text.testEnable }).click();
  const dialog = page.getByRole("dialog");
  await dialog.locator("button[type=submit]").click();
  await expect(dialog.getByRole("alert")).toContainText(text.failureHint.server_error);
  site.answer(204);
  await dialog.locator("button[type=submit]").click();
  await expect(dialog).toHaveCount(0);
  await expect(main.locator("h1")).toContainText(text.endpointStatus.enabled);
  expect(site.received.map(({ body }) => JSON.parse(body).type)).toEqual(
    Array(2).fill("endpoint.test"),
  );
});

test("an address that cannot be reached is refused beside its field, and one that answers is told how", async ({
  moody,
  shop,
}) => {
  const { site, page, go } = moody;
  site.answer(401);
  await go(`/webhooks/endpoints/new?app=${shop.appId}`);
  const main = page.locator("main");
  const url = main.locator("input[name=url]");
  const closed = await startMoodySite();
  await closed.close();
  await url.fill(closed.url);
  await main.locator("button[type=submit]").click();
  await expect(url).toHaveAttribute("aria-invalid", "true");
  await expect(main).toContainText(text.failureHint.connect);
  await url.fill(site.url);
  await main.locator("button[type=submit]").click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("پاسخ ۴۰۱");
  await expect(dialog.getByText(/^whsec_/)).toBeVisible();
  await dialog.getByLabel(words.ui.haveSaved).check();
  await dialog.getByRole("button", { name: words.ui.close, exact: true }).click();
  await page.waitForURL("**/admin/webhooks/endpoints/whe_*");
});
