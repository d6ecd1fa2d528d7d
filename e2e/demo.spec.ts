import type { Page } from "@playwright/test";
import { TEXTS } from "../lib/sandbox/bank-page/texts";
import en from "../messages/en.json" with { type: "json" };
import fa from "../messages/fa.json" with { type: "json" };
import { expectGood } from "./stack/expect-good";
import { expect, test } from "./test";

const WORDS = { fa, en };
const STEPS = ["request", "open", "bank", "return", "webhook", "inquiry"] as const;

type Locale = "fa" | "en";

/** From the shelf to the bank's page, and one of its buttons. */
async function buy(page: Page, brokerUrl: string, locale: Locale, act: "pay" | "cancel") {
  const { demo } = WORDS[locale];
  await page.goto(`${brokerUrl}/demo?lang=${locale}`);
  await page.getByRole("listitem").getByRole("button").first().click();
  await page.waitForURL("**/demo/demo-*");
  await page.getByRole("link", { name: demo.pay }).click();
  await page.waitForURL("**/sandbox/zarinpal/pg/StartPay/**");
  await page.getByRole("button", { name: TEXTS[locale][act], exact: true }).click();
  await page.waitForURL("**/demo/demo-*");
}

function step(page: Page, locale: Locale, key: (typeof STEPS)[number]) {
  const words = WORDS[locale].demo;
  // The number before the name is in the language's own digits.
  const heading = page.getByRole("heading", { name: new RegExp(`[0-9۰-۹]\\. ${words[key]}`) });
  return page.getByRole("listitem").filter({ has: heading });
}

for (const locale of ["fa", "en"] as const) {
  for (const scripts of [true, false]) {
    test.describe(`in ${locale}, scripts ${scripts ? "on" : "off"}`, () => {
      test.use({ javaScriptEnabled: scripts, locale: locale === "fa" ? "fa-IR" : "en-US" });

      test("the demo shows every step of a payment done, and each check passed", async ({
        page,
        broker,
      }) => {
        const words = WORDS[locale];
        await buy(page, broker.url, locale, "pay");
        await expect(page.getByText(words.demo.ended)).toBeVisible();
        await expect(page.getByText(words.status.paid, { exact: true })).toBeVisible();
        for (const key of STEPS) {
          await expect(step(page, locale, key), key).toContainText(words.demo.done);
        }
        const { checkSignature, valid, checkAge, checkOrder, ours } = words.demo;
        const back = step(page, locale, "return");
        await expect(back).toContainText(`${checkSignature}: ${valid}`);
        await expect(back).toContainText(checkAge);
        await expect(step(page, locale, "webhook")).toContainText(`${checkSignature}: ${valid}`);
        await expect(page.getByText(`${checkOrder}: ${ours}`).first()).toBeVisible();

        // axe is a script.
        if (!scripts) return;
        for (const details of await page.locator("details").all()) {
          await details.locator("summary").click();
        }
        for (const width of [390, 1440]) {
          await page.setViewportSize({ width, height: 900 });
          await expectGood(page, `demo-order-paid-${locale}-light-${width}`);
        }
      });
    });
  }
}

test("a payment that is canceled is shown canceled, and nothing claims it was paid", async ({
  page,
  broker,
}) => {
  await buy(page, broker.url, "en", "cancel");
  await expect(page.getByText(en.demo.ended)).toBeVisible();
  await expect(page.getByText(en.status.canceled, { exact: true })).toBeVisible();
  await expect(page.getByText(en.status.paid, { exact: true })).toHaveCount(0);
});

test("a return with a changed status is shown with a wrong signature and changes nothing", async ({
  page,
  broker,
}) => {
  const returned = page.waitForRequest("**/demo/return?**");
  await buy(page, broker.url, "en", "cancel");
  const forged = (await returned).url().replace("status=canceled", "status=paid");
  const orderPage = page.url();
  await page.goto(forged);
  await page.goto(orderPage);
  await expect(page.getByText(en.status.canceled, { exact: true })).toBeVisible();
  await expect(page.getByText(en.status.paid, { exact: true })).toHaveCount(0);
});

test("the demo's secrets are on none of its pages", async ({ page, broker }) => {
  await buy(page, broker.url, "en", "pay");
  await expect(page.getByText(en.demo.ended)).toBeVisible();
  const html = await page.content();
  expect(html).toContain("fpk_test_");
  expect(html).not.toContain("fps_test_");
  expect(html).not.toContain("whsec_");
});
