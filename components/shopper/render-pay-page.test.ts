import { expect, test } from "vitest";
import { htmlResponse } from "@/components/static-page/html-response";
import type { PayPage } from "./pay-page";
import { renderPayPage } from "./render-pay-page";
import { samplePayPage } from "./sample-pay-page";

const now = new Date("2026-11-21T10:15:30.000Z");
const render = (changes: Partial<PayPage> = {}, locale: "fa" | "en" = "fa") =>
  renderPayPage({ ...samplePayPage, ...changes }, { locale, theme: "system", now });

test("an open payment goes on by itself and by a visible link, without scripts", () => {
  const page = render();
  expect(page).toContain(
    '<meta http-equiv="refresh" content="1;url=https://payment.zarinpal.com/pg/StartPay/A0001">',
  );
  expect(page).toContain(
    '<a class="button" href="https://payment.zarinpal.com/pg/StartPay/A0001">',
  );
  expect(page).not.toContain("<script");
});

test("it names the merchant, the purpose, the time left and the amount in both units", () => {
  const page = render();
  for (const text of [
    "فروشگاه کتاب",
    "خرید اشتراک",
    "۱۵٬۰۰۰",
    "۱۵۰٬۰۰۰ ریال",
    "۲۹ دقیقه",
    "A-1001",
  ]) {
    expect(page).toContain(text);
  }
  expect(render({}, "en")).toMatch(/lang="en" dir="ltr".*15,000.*150,000 Rial.*29 min left/s);
});

test("a form hand-off carries its fields, submits itself, and its policy allows just that", () => {
  const url = "https://bpm.example/pay?x=1";
  const page = render({ handOff: { method: "POST", url, fields: { RefId: 'a"b' } } });
  expect(page).toContain('<form method="post" action="https://bpm.example/pay?x=1">');
  expect(page).toContain('<input type="hidden" name="RefId" value="a&quot;b">');
  expect(page).not.toContain("http-equiv");
  const policy = htmlResponse(page, { formTarget: url }).headers.get("content-security-policy");
  expect(policy).toContain("form-action https://bpm.example;");
  expect(policy).toMatch(/script-src 'sha256-/);
});

test("without a form nothing may run and nothing may be posted", () => {
  const policy = htmlResponse(render()).headers.get("content-security-policy");
  expect(policy).toContain("script-src 'none'");
  expect(policy).toContain("form-action 'none'");
});

test("the provider will see our origin as Referer", () => {
  expect(htmlResponse(render()).headers.get("referrer-policy")).toBe(
    "strict-origin-when-cross-origin",
  );
});

test.each(["paid", "failed", "canceled", "expired"] as const)(
  "a payment that ended %s shows its result and the way back, and hands nobody over",
  (status) => {
    const page = render({ status, handOff: null, failure: null });
    expect(page).not.toContain("http-equiv");
    expect(page).not.toContain("StartPay");
    expect(page).toContain('<a class="button" href="https://shop.example/return?status=');
  },
);

test("an unknown outcome is never called failed, and asks again by itself", () => {
  for (const page of [
    render({ status: "verifying", handOff: null }),
    render({ status: "open", handOff: null, expiresAt: new Date(now.getTime() - 1) }),
  ]) {
    expect(page).toContain('<meta http-equiv="refresh" content="3">');
    expect(page).toContain("هنوز مشخص نیست");
    expect(page).not.toContain("پرداخت انجام نشد");
  }
});

test("a paid page gives the reference number in a form that can be picked and read out", () => {
  const page = render({
    status: "paid",
    handOff: null,
    refId: "59421827101",
    cardPan: "603799******3456",
    paidAt: now,
  });
  expect(page).toContain('<bdi dir="ltr" class="code pick">59421827101</bdi>');
  expect(page).toContain("6037 99** **** 3456");
  expect(page).toContain("۳۰ آبان ۱۴۰۵، ۱۳:۴۵");
});

test("hostile names and addresses stay text", () => {
  const page = render({
    merchantName: "<img src=x onerror=alert(1)>",
    description: "</bdi><script>alert(1)</script>",
    logoUrl: "javascript:alert(1)",
    supportUrl: "javascript:alert(1)",
  });
  expect(page).not.toMatch(/<script|<img|javascript:/);
});
