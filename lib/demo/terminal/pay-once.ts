import { ulid } from "@/lib/ids/mint-id";
import { returnStringToSign, signRequest, verifyWebhook } from "@/public/sdk/flatpay.mjs";
import { recordingClient } from "../recording-client";
import { formOf, linksOf, redirectOf, visit } from "./browser";
import type { Receiver } from "./receiver";
import type { Report } from "./report";
import type { TerminalShop } from "./shop";
import { fieldsOf, reasonOf, send, showExchange, take } from "./wire";

type Run = { url: string; shop: TerminalShop; receiver: Receiver; report: Report };

const WEBHOOK_TIMEOUT_MS = 20_000;

/**
 * One whole payment over HTTP, told step by step: request, payment page, bank, return, webhook,
 * inquiry, and the attempts on it that must fail.
 * @throws Error when a step leaves nothing to go on with.
 */
export async function payOnce({ url, shop, receiver, report }: Run): Promise<void> {
  const { pay, exchanges } = recordingClient({ baseUrl: url, key: shop.key, secret: shop.secret });
  const payment = {
    order_id: `T-${ulid()}`,
    amount: 15_000,
    currency: "IRT" as const,
    description: "خرید آزمایشی از ترمینال",
    return_url: `${receiver.origin}/return`,
  };

  report.step("The shop asks for a payment, signed");
  const opened = await pay.request(payment);
  const request = take(exchanges);
  await showExchange(request, shop, report);
  report.check("answered 201", request.answer?.status === 201, request.answer?.status);
  report.check("open, in test mode", opened.status === "open" && opened.mode === "test", opened);
  report.check("15,000 IRT are 150,000 IRR", opened.amount_rials === 150_000, opened.amount_rials);

  report.step("Whoever listened in cannot use what was sent");
  const replayed = await send(url, request.path, request.headers, request.body);
  report.check("the same bytes again: nonce_reused", replayed === "401 nonce_reused", replayed);
  const { headers } = await signRequest({ ...request, key: shop.key, secret: shop.secret });
  const changed = request.body.replace("15000", "15001");
  const forged = await send(url, request.path, headers, changed);
  report.check(
    "a changed amount: invalid_credentials",
    forged === "401 invalid_credentials",
    forged,
  );
  const repeat = await pay.request(payment);
  const { answer } = take(exchanges);
  const isSame = repeat.id === opened.id && answer?.headers.get("Idempotency-Replayed") === "true";
  report.check("the shop itself may repeat its order: same payment", isSame, repeat.id);

  report.step("The shopper opens the payment page");
  report.show(`GET ${opened.pay_url}`);
  const payPage = await visit(opened.pay_url);
  report.check("a page of ours, not a redirect", payPage.status === 200, payPage.status);
  const policy = payPage.headers.get("Referrer-Policy");
  report.check(
    "the provider sees our domain",
    policy === "strict-origin-when-cross-origin",
    policy,
  );
  const bankUrl = linksOf(payPage).find((link) =>
    link.includes(opened.authority ?? "no authority"),
  );
  report.check("it leads to the provider", bankUrl !== undefined, linksOf(payPage));
  if (!bankUrl) throw new Error("the payment page has no way to the provider");

  report.step("The shopper pays at the bank");
  report.show(`GET ${bankUrl}`);
  const bankPage = await visit(bankUrl, { referer: `${new URL(url).origin}/` });
  report.check("the bank's page", bankPage.status === 200, bankPage.status);
  const form = formOf(bankPage, { name: "act", value: "pay" });
  if (!form)
    throw new Error(`no simulator answers at ${bankUrl}; this demo pays at the built-in one`);
  report.show(`POST ${form.url}\n${new URLSearchParams(form.fields)}`);
  const paidPage = await visit(form.url, { form: form.fields, referer: bankUrl });
  const callbackUrl = redirectOf(paidPage);
  report.check(
    "the bank sends the browser to our callback",
    callbackUrl?.startsWith(`${url}/callback/zarinpal?`) === true,
    callbackUrl ?? paidPage.status,
  );
  if (!callbackUrl) throw new Error("the bank did not send the shopper back");

  report.step("The broker verifies and sends the shopper back to the shop");
  report.show(`GET ${callbackUrl}`);
  const callback = await visit(callbackUrl);
  const returnUrl = redirectOf(callback);
  report.show(`${callback.status} ${returnUrl}`);
  report.check("302 to the shop's return_url", isReturn(callback.status, returnUrl), returnUrl);
  if (!returnUrl) throw new Error("the broker did not send the shopper back");
  report.check("the shop answers there", (await visit(returnUrl)).status === 200);
  report.show(returnStringToSign(fieldsOf(returnUrl)));
  const verdict = await reasonOf(pay.verifyReturn(returnUrl));
  report.check("its signature, key and age are right", verdict === "accepted", verdict);
  const back = await pay.verifyReturn(returnUrl);
  const isOurs = back.order_id === payment.order_id && back.transaction_id === opened.id;
  report.check("it says: our order, paid", isOurs && back.status === "paid", back);
  report.check("with a ref_id", back.ref_id !== null, back.ref_id);
  const tampered = returnUrl.replace("amount=15000", "amount=15001");
  const refused = await reasonOf(pay.verifyReturn(tampered));
  report.check("a changed amount: wrong_signature", refused === "wrong_signature", refused);
  const again = redirectOf(await visit(callbackUrl)) ?? "";
  const sameRef = fieldsOf(again).ref_id === back.ref_id;
  report.check("the callback once more: the same ref_id", sameRef, again);

  report.step("The broker tells the shop by webhook");
  const delivery = await receiver.nextDelivery(WEBHOOK_TIMEOUT_MS);
  for (const name of ["webhook-id", "webhook-timestamp", "webhook-signature"]) {
    report.show(`${name}: ${delivery.headers[name]}`);
  }
  report.show(String(delivery.body));
  const check = (body: Buffer | string) =>
    verifyWebhook(body, delivery.headers, shop.webhookSecret);
  const authentic = await reasonOf(check(delivery.body));
  report.check("its signature and age are right", authentic === "accepted", authentic);
  const event = await check(delivery.body);
  report.check("it says transaction.paid", event.type === "transaction.paid", event.type);
  const told = event.type === "endpoint.test" ? null : event.data.transaction;
  report.check(
    "of our order, with the same ref_id",
    told?.order_id === payment.order_id && told.ref_id === back.ref_id,
    told,
  );
  const bent = await reasonOf(check(`${delivery.body} `));
  report.check("one byte more: wrong_signature", bent === "wrong_signature", bent);

  report.step("The shop asks before it ships");
  const found = await pay.inquiry({ order_id: payment.order_id });
  await showExchange(take(exchanges), shop, report);
  const isPaid = found.status === "paid" && found.ref_id === back.ref_id && found.ref_id !== null;
  report.check(`inquiry says paid, ref_id ${found.ref_id}`, isPaid, found);
  const twice = await reasonOf(pay.request(payment));
  report.check(
    "the order cannot be paid twice: order_already_paid",
    twice === "order_already_paid",
    twice,
  );

  report.step("The operator revokes the key");
  await shop.revoke();
  const late = await reasonOf(pay.inquiry({ id: opened.id }));
  report.check("its next signature: invalid_credentials", late === "invalid_credentials", late);

  function isReturn(status: number, location: string | null): boolean {
    return status === 302 && location?.startsWith(`${payment.return_url}?`) === true;
  }
}
