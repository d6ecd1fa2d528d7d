import type { Page } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import { TEXTS } from "../lib/sandbox/bank-page/texts";
import type { ScenarioName } from "../lib/sandbox/scenarios";
import type { Transaction, WebhookEvent } from "../public/sdk/flatpay.mjs";
import { callAdmin } from "./stack/admin-api";
import { runJob } from "./stack/cron";
import type { Shop } from "./stack/open-shop";
import { makeCheckDue, runOutOfTime } from "./stack/pass-time";
import { expect, test } from "./test";

/** From the shop's checkout through our page to the bank's, as any shopper goes. */
async function goToBank(page: Page, shop: Shop, { pay_url }: Transaction): Promise<void> {
  await page.goto(shop.site.checkoutUrl(pay_url));
  await page.getByRole("link", { name: "Pay" }).click();
  await page.waitForURL("**/sandbox/zarinpal/pg/StartPay/**");
}

async function press(page: Page, locale: "fa" | "en", act: "pay" | "cancel" | "fail" | "close") {
  await page.getByRole("button", { name: TEXTS[locale][act], exact: true }).click();
}

async function choose(page: Page, locale: "fa" | "en", scenario: ScenarioName) {
  await page.getByText(TEXTS[locale].faults).click();
  await page.getByRole("combobox").selectOption(scenario);
}

/** The shopper is back, and the shop believes what they brought. */
async function expectReturned(page: Page, shop: Shop, { id }: Transaction, status: string) {
  await page.waitForURL(`${shop.site.origin}/return?**`);
  await expect(page.getByRole("heading")).toHaveText(status);
  expect(shop.returnsOf(id).at(-1)).toMatchObject({ status, transaction_id: id });
}

/** Exactly one webhook for the payment, accepted by the verifier that every site can install. */
async function expectOneWebhook(shop: Shop, { id }: Transaction, status: string) {
  await expect.poll(() => shop.deliveriesOf(id).length).toBe(1);
  const [{ body, headers }] = shop.deliveriesOf(id) as [Shop["site"]["deliveries"][number]];
  const event = new Webhook(shop.webhookSecret).verify(body, headers) as WebhookEvent;
  expect(event.type).toBe(`transaction.${status}`);
  expect(event.data).toMatchObject({ transaction: { id, status } });
}

for (const locale of ["fa", "en"] as const) {
  for (const scripts of [true, false]) {
    test.describe(`in ${locale}, scripts ${scripts ? "on" : "off"}`, () => {
      test.use({ javaScriptEnabled: scripts, locale: locale === "fa" ? "fa-IR" : "en-US" });

      test("a payment that is made is paid: by return, webhook and inquiry alike", async ({
        page,
        shop,
      }) => {
        const transaction = await shop.open({ locale });
        expect(transaction.status).toBe("open");
        await goToBank(page, shop, transaction);
        await expect(page.locator("html")).toHaveAttribute("lang", locale);
        await press(page, locale, "pay");
        await expectReturned(page, shop, transaction, "paid");

        const paid = await shop.client.inquiry({ id: transaction.id });
        expect(paid).toMatchObject({ status: "paid", amount: 125_000, amount_rials: 1_250_000 });
        expect(paid.ref_id).toMatch(/^[0-9]+$/);
        expect(shop.returnsOf(transaction.id)).toMatchObject([{ ref_id: paid.ref_id }]);
        await expectOneWebhook(shop, transaction, "paid");
      });

      // A gateway's NOK does not tell a refused card from a shopper who left.
      for (const act of ["cancel", "fail"] as const) {
        test(`a shopper who presses "${act}" is back with canceled, and may try again`, async ({
          page,
          shop,
        }) => {
          const end = "canceled";
          const transaction = await shop.open({ locale });
          await goToBank(page, shop, transaction);
          await press(page, locale, act);
          await expectReturned(page, shop, transaction, end);
          await expectOneWebhook(shop, transaction, end);
          expect(await shop.client.inquiry({ id: transaction.id })).toMatchObject({
            status: end,
            ref_id: null,
          });

          const { order_id } = transaction;
          const again = await shop.open({ locale, order_id });
          expect(again).toMatchObject({ status: "open", order_id });
          expect(again.id).not.toBe(transaction.id);
        });
      }
    });
  }
}

test("a payment whose shopper never comes back is found paid by the reconciler", async ({
  page,
  shop,
  broker,
}) => {
  const transaction = await shop.open({ locale: "en" });
  await goToBank(page, shop, transaction);
  await choose(page, "en", "lost_callback");
  await press(page, "en", "pay");
  await expect(page.getByRole("heading", { name: TEXTS.en.closedTitle })).toBeVisible();
  expect(shop.deliveriesOf(transaction.id)).toHaveLength(0);

  await makeCheckDue(broker, transaction.id);
  await runJob(broker.url, "reconcile");
  await expectOneWebhook(shop, transaction, "paid");
  const paid = await shop.client.inquiry({ id: transaction.id });
  expect(paid).toMatchObject({ status: "paid", ref_id: expect.stringMatching(/^\d+$/) });
  expect(shop.returnsOf(transaction.id)).toHaveLength(0);
});

test("a shopper who closes the bank's page without paying leaves the payment open until its time is over", async ({
  page,
  shop,
  broker,
}) => {
  const transaction = await shop.open({ locale: "en" });
  await goToBank(page, shop, transaction);
  await press(page, "en", "close");
  await expect(page.getByRole("heading", { name: TEXTS.en.closedTitle })).toBeVisible();
  await makeCheckDue(broker, transaction.id);
  await runJob(broker.url, "reconcile");
  expect((await shop.client.inquiry({ id: transaction.id })).status).toBe("open");

  await runOutOfTime(broker, transaction.id);
  await runJob(broker.url, "reconcile");
  await expectOneWebhook(shop, transaction, "expired");
});

test("a callback that comes twice, and then a hundred times at once, pays once", async ({
  page,
  shop,
  broker,
}) => {
  const transaction = await shop.open({ locale: "en" });
  await goToBank(page, shop, transaction);
  await choose(page, "en", "duplicate_callback");
  await press(page, "en", "pay");
  await expectReturned(page, shop, transaction, "paid");

  const callback = `${broker.url}/callback/zarinpal?Authority=${transaction.authority}&Status=OK`;
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => fetch(callback, { redirect: "manual" })),
  );
  for (const answer of answers) {
    expect(answer.status).toBe(302);
    const back = await shop.client.verifyReturn(answer.headers.get("location") ?? "");
    expect(back).toMatchObject({ status: "paid", transaction_id: transaction.id });
  }
  await expectOneWebhook(shop, transaction, "paid");
  const { events } = await callAdmin(broker.url, `/transactions/${transaction.id}`);
  const paid = events.filter((event: { type: string }) => event.type === "transaction.paid");
  expect(paid).toHaveLength(1);
});

test("an authority paid for one order cannot pay another", async ({ shop, broker, page }) => {
  const cheap = await shop.open({ amount: 1_000 });
  const dear = await shop.open({ amount: 9_000_000 });
  await goToBank(page, shop, cheap);
  await press(page, "en", "pay");
  await expectReturned(page, shop, cheap, "paid");
  // The attacker calls back as if for the dear order, with the authority that was paid.
  const forged = `${broker.url}/callback/zarinpal?Authority=${cheap.authority}&Status=OK&order_id=${dear.order_id}&transaction_id=${dear.id}`;
  const answer = await fetch(forged, { redirect: "manual" });
  const back = await shop.client.verifyReturn(answer.headers.get("location") ?? "");
  expect(back.transaction_id).toBe(cheap.id);
  expect((await shop.client.inquiry({ id: dear.id })).status).toBe("open");
});

test("a payment that failed at the bank is failed, whatever the browser claims", async ({
  page,
  shop,
}) => {
  const transaction = await shop.open({ locale: "en" });
  await goToBank(page, shop, transaction);
  await choose(page, "en", "forged_ok");
  await press(page, "en", "fail");
  await expectReturned(page, shop, transaction, "failed");
  await expectOneWebhook(shop, transaction, "failed");
});

test("a changed return is refused by the shop", async ({ page, shop }) => {
  const transaction = await shop.open({ locale: "en" });
  await goToBank(page, shop, transaction);
  await press(page, "en", "cancel");
  await expectReturned(page, shop, transaction, "canceled");
  await page.goto(page.url().replace("status=canceled", "status=paid"));
  await expect(page.getByRole("heading")).toHaveText("refused");
});
