import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { TEXTS } from "../lib/sandbox/bank-page/texts";
import { expectGood } from "./stack/expect-good";
import { signIn } from "./stack/sign-in";
import { startBroker } from "./stack/start-broker";
import { watchPage } from "./stack/watch-page";
import { SEATS, seatName, WORDS } from "./stack/words";
import { expect, test } from "./test";

const SERVER_LOGS = join(import.meta.dirname, "../test-results/servers");

/** Pays at the simulator in the tab that the console opened. */
async function payInNewTab(page: Page, locale: "fa" | "en", start: () => Promise<void>) {
  const opened = page.waitForEvent("popup");
  await start();
  const tab = await opened;
  await tab.waitForURL("**/sandbox/zarinpal/pg/StartPay/**");
  await tab.getByRole("button", { name: TEXTS[locale].pay, exact: true }).click();
  await tab.waitForURL(/\/admin\/apps\/.*\/return/);
  await tab.close();
}

for (const seat of SEATS) {
  const { locale, colorScheme, viewport } = seat;
  const words = WORDS[locale];
  test(`an operator's first day, ${seatName(seat)}: from nothing to a paid test payment`, async ({
    browser,
  }) => {
    const broker = await startBroker(`first_day_${seatName(seat).replaceAll("-", "_")}`);
    const context = await browser.newContext({
      ...{ colorScheme, viewport, reducedMotion: "reduce" },
      // What the simulator's page goes by.
      locale: locale === "fa" ? "fa-IR" : "en-US",
    });
    const page = await context.newPage();
    const keep = (step: string) => expectGood(page, `first-day-${seatName(seat)}-${step}`);
    try {
      const wrongs = await watchPage(page);
      await page.goto(`${broker.url}/admin/sign-in?lang=${locale}`);
      await keep("1-sign-in");
      await signIn(page, broker.url);

      const t = words.consoleFirstRun;
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(t.heading);
      await keep("2-nothing-yet");
      await page.locator("input[name=name]").fill(locale === "fa" ? "فروشگاه گل" : "Flower shop");
      await page.locator("input[name=slug]").fill("flowers");
      const origin = page.locator('input[name="return_origins[]"]');
      await origin.fill("http://flowers.example");
      await page.getByRole("button", { name: t.appAct }).click();
      // Refused, and nothing that was typed is lost.
      await expect(origin).toHaveAttribute("aria-invalid", "true");
      await expect(page.locator("input[name=slug]")).toHaveValue("flowers");
      await keep("3-refused-origin");
      await origin.fill("https://flowers.example");
      await page.getByRole("button", { name: t.appAct }).click();

      await page.getByRole("button", { name: t.keyAct }).click();
      const dialog = page.getByRole("dialog");
      const secret = dialog.getByText(/^fps_test_/);
      await expect(secret).toBeVisible();
      const shown = (await secret.textContent()) ?? "";
      await keep("4-key-shown-once");
      await page.keyboard.press("Escape");
      await expect(secret).toBeVisible();
      const close = dialog.getByRole("button", { name: words.ui.close, exact: true });
      await expect(close).toBeDisabled();
      await dialog.getByLabel(words.ui.haveSaved).check();
      await close.click();
      await expect(dialog).toHaveCount(0);
      expect(await page.content()).not.toContain(shown);
      await page.reload();
      expect(await page.content()).not.toContain(shown);
      await keep("5-snippet");

      await payInNewTab(page, locale, () =>
        page.getByRole("button", { name: words.consoleTestPayment.start }).click(),
      );
      await expect(page.getByText(t.finished)).toBeVisible();
      await keep("6-paid");
      await page.getByRole("link", { name: t.toTransaction }).first().click();
      await expect(page.getByText(words.status.paid, { exact: true }).first()).toBeVisible();
      await keep("7-transaction");
      expect(wrongs).toEqual([]);
    } finally {
      await context.close();
      await broker.stop();
    }
  });
}

test("the printed password opens one page only, which replaces it", async ({ page }) => {
  const broker = await startBroker("printed_password", { ADMIN_PASSWORD: "" });
  try {
    const log = readFileSync(join(SERVER_LOGS, "printed_password.log"), "utf8");
    const printed = [...log.matchAll(/One-time password \(shown only now\): (\S+)/g)].at(-1)?.[1];
    await signIn(page, broker.url, { password: printed ?? "", next: "/admin/apps?lang=en" });
    await expect(page).toHaveURL(/\/admin\/password/);
    await page.goto(`${broker.url}/admin/transactions?lang=en`);
    await expect(page).toHaveURL(/\/admin\/password/);
    await page.goto(`${broker.url}/admin/password?lang=en`);
    await expectGood(page, "console-password-en");
    const fields = page.locator("input[type=password]");
    const next = "a much better secret 9";
    for (const [index, field] of (await fields.all()).entries()) {
      await field.fill((await fields.count()) > 1 && index === 0 ? (printed ?? "") : next);
    }
    await page.locator("form button[type=submit]").click();
    await expect(page).not.toHaveURL(/\/admin\/(password|sign-in)/);
    await page.context().clearCookies();
    await signIn(page, broker.url, { password: next });
    await expect(page).toHaveURL(`${broker.url}/admin`);
  } finally {
    await broker.stop();
  }
});
