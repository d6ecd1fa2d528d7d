import { readFileSync } from "node:fs";
import type { Locator } from "@playwright/test";
import { actAtBank } from "./stack/at-the-bank";
import { expectGood } from "./stack/expect-good";
import { paymentIn } from "./stack/pay-states";
import { watchPage } from "./stack/watch-page";
import { SEATS, seatName, WORDS } from "./stack/words";
import { expect, test } from "./test";

/** "12345" as a Persian keyboard types it. */
const persian = (text: string) =>
  text.replace(/\d/g, (d) => String.fromCharCode(0x06f0 + Number(d)));

for (const seat of SEATS) {
  const { locale, colorScheme, viewport } = seat;
  const words = WORDS[locale];
  test(`an operator's normal day, ${seatName(seat)}: find, explain, resend, refund, export, rotate`, async ({
    browser,
    shop,
    broker,
    owner,
  }) => {
    test.setTimeout(120_000);
    const context = await browser.newContext({
      storageState: owner,
      colorScheme,
      viewport,
      reducedMotion: "reduce",
    });
    const page = await context.newPage();
    const wrongs = await watchPage(page);
    const keep = (step: string) => expectGood(page, `normal-day-${seatName(seat)}-${step}`);
    const console = (path: string) => page.goto(`${broker.url}/admin${path}`);

    await test.step("the cause of a failed payment, from its order number, in one press", async () => {
      // Not sixteen digits: those may be a card, which no address carries in full.
      const orderId = `${Date.now()}${viewport.width}777`;
      const failed = await shop.open({ order_id: orderId, locale });
      await actAtBank(broker.url, failed, "fail", "forged_ok");
      await console(`/transactions?mode=test&lang=${locale}`);
      const startedAt = performance.now();
      await page.getByRole("searchbox").fill(persian(orderId));
      await page.keyboard.press("Enter");
      await page.waitForURL(`**/admin/transactions/${failed.id}`);
      const cause = page.getByRole("heading", {
        name: words.consoleTransaction.notice.payment_failed.title,
      });
      await expect(cause.first()).toBeVisible();
      expect(performance.now() - startedAt).toBeLessThan(30_000);
      await keep("1-cause");
    });

    await test.step("a webhook is sent again", async () => {
      const id = await paymentIn("paid", shop, broker, locale);
      await expect.poll(() => shop.deliveriesOf(id).length).toBe(1);
      await console(`/transactions/${id}`);
      await page.getByRole("button", { name: words.consoleTransactionAct.resend }).click();
      await expect(page.getByText(words.consoleTransactionAct.resent)).toBeVisible();
      await expect.poll(() => shop.deliveriesOf(id).length).toBe(2);
      const [first, second] = shop.deliveriesOf(id);
      expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
    });

    await test.step("a part of a payment goes back", async () => {
      const id = await paymentIn("paid", shop, broker, locale);
      await console(`/transactions/${id}`);
      await page.getByRole("button", { name: words.consoleRefundDialog.open, exact: true }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByText(words.consoleRefundDialog.part, { exact: true }).click();
      await dialog.locator("input[name=amount]").fill(persian("25000"));
      await keep("2-refund");
      await dialog.locator("button[type=submit]").click();
      await expect(dialog).toHaveCount(0);
      const { refunded_rials } = await shop.client.inquiry({ id });
      expect(refunded_rials).toBe(250_000);
      await console("/refunds");
      await expect(page.locator("main").getByRole("link").first()).toBeVisible();
      await keep("3-refunds");
    });

    await test.step("an unknown outcome is asked about", async () => {
      const id = await paymentIn("verifying", shop, broker, locale);
      await console(`/transactions/${id}`);
      await page.getByRole("button", { name: words.consoleTransactionAct.recheck }).click();
      await expect(page.getByText(words.consoleTransactionAct.answer.title)).toBeVisible();
      await keep("4-asked");
    });

    await test.step("filters are kept under a name and exported as they are", async () => {
      // Each seat its own: the owner of all of them is one.
      const min = viewport.width + (locale === "fa" ? 1 : 2);
      await console(`/transactions?status=paid&min=${min}`);
      const name = `view ${locale} ${viewport.width} ${colorScheme}`;
      await page.getByRole("button", { name: words.consoleTransactions.saveView }).click();
      await page.getByRole("dialog").locator("input[name=name]").fill(name);
      await page.getByRole("dialog").locator("button[type=submit]").click();
      await expect(page.getByRole("dialog")).toHaveCount(0);
      await expect(page.getByRole("link", { name })).toBeVisible();
      await keep("5-view");
      const file = page.waitForEvent("download");
      await page.getByRole("button", { name: words.consoleTransactions.export.button }).click();
      await page.getByRole("button", { name: words.consoleTransactions.export.start }).click();
      const text = readFileSync(await (await file).path(), "utf8");
      expect(text.startsWith("\ufeff")).toBe(true);
      const [header, ...rows] = text.trim().split("\r\n");
      expect(header).toContain("amount_irr");
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) expect(row).toContain('"paid"');
      await keep("6-exported");
    });

    await test.step("a key is rotated; both work meanwhile", async () => {
      await console(`/apps/${shop.appId}/keys`);
      await page.getByRole("button", { name: words.consoleKeys.rotate }).first().click();
      await page.getByRole("dialog").locator("button[type=submit]").click();
      const secret = page.getByRole("dialog").getByText(/^fps_test_/);
      await expect(secret).toBeVisible();
      await page.getByRole("dialog").getByLabel(words.ui.haveSaved).check();
      await page.getByRole("button", { name: words.ui.close, exact: true }).click();
      await expect(page.getByText(words.consoleKeys.state.overlap).first()).toBeVisible();
      await keep("7-rotated");
      expect((await shop.open()).status).toBe("open");
    });

    expect(wrongs).toEqual([]);
    await context.close();
  });
}

test("the whole way by keyboard alone: in, find, preview, open, refund, out", async ({
  page,
  shop,
  broker,
}) => {
  const id = await paymentIn("paid", shop, broker, "en");
  const order = (await shop.client.inquiry({ id })).order_id;
  const { keyboard } = page;
  const words = WORDS.en;
  await page.goto(`${broker.url}/admin/sign-in?lang=en&mode=test`);
  // The e-mail field has the focus already.
  await keyboard.type("owner@example.com");
  await keyboard.press("Tab");
  await keyboard.type("e2e-only-password");
  await keyboard.press("Enter");
  await expect(page).toHaveURL(/\/admin(\?.*)?$/);
  await expect(page.locator("main h1")).toBeVisible();
  await keyboard.press("Tab");
  await expect(page.getByText(words.console.skip)).toBeFocused();
  await expect(page.locator("header button[aria-keyshortcuts]")).toBeVisible();
  await keyboard.press("g");
  await keyboard.press("t");
  await page.waitForURL("**/admin/transactions**");
  await expect(page.locator("main h1")).toBeFocused();
  await expect(page.locator("tbody tr").first()).toBeVisible();
  await keyboard.press("Shift+Slash");
  await expect(page.getByRole("dialog")).toContainText(words.consolePalette.keys.title);
  await keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await keyboard.press("j");
  await keyboard.press("Space");
  await expect(page.getByRole("dialog")).toContainText(words.consoleTransactions.openPage);
  await expectGood(page, "keyboard-1-peek");
  await keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await keyboard.press("/");
  await expect(page.getByRole("searchbox")).toBeFocused();
  await keyboard.type(order);
  await keyboard.press("Enter");
  await page.waitForURL(`**/admin/transactions/${id}`);
  const refund = page.getByRole("button", { name: words.consoleRefundDialog.open, exact: true });
  await expect(refund).toBeVisible();
  for (let i = 0; i < 40 && !(await isFocused(refund)); i++) await keyboard.press("Tab");
  await expect(refund).toBeFocused();
  await keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog.locator("input:checked")).toBeFocused();
  // Round and round inside: the page behind cannot be reached.
  for (let i = 0; i < 15; i++) {
    await keyboard.press("Tab");
    expect(await dialog.evaluate((it) => it.contains(document.activeElement))).toBe(true);
  }
  const confirm = dialog.locator("button[type=submit]");
  for (let i = 0; i < 15 && !(await isFocused(confirm)); i++) await keyboard.press("Tab");
  await expect(confirm).toBeFocused();
  await expectGood(page, "keyboard-2-refund");
  await keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(refund).toBeFocused();
  expect((await shop.client.inquiry({ id })).refunded_rials).toBe(1_250_000);
  await keyboard.press("Control+k");
  await expect(dialog.getByRole("combobox")).toBeFocused();
  await keyboard.type("audit");
  await keyboard.press("Enter");
  await page.waitForURL("**/admin/audit**");
  // The palette gives the focus back to where it was opened from.
  await expect(dialog).toHaveCount(0);
  const account = page.locator("header button[aria-haspopup=menu]");
  for (let i = 0; i < 200 && !(await isFocused(account)); i++) await keyboard.press("Tab");
  await expect(account).toBeFocused();
  await keyboard.press("Enter");
  await expect(page.getByRole("menu")).toBeVisible();
  await keyboard.press("End");
  await keyboard.press("Enter");
  await page.waitForURL("**/admin/sign-in");
});

const isFocused = (target: Locator) => target.evaluate((it) => it === document.activeElement);
