import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { transactions } from "@/db/schema/transactions";
import {
  makeAccount,
  makeApp,
  makeKey,
  makeShop,
  makeTenant,
  type Shop,
} from "@/lib/testing/factories";
import { type ProviderDouble, startProviderDouble } from "@/lib/testing/provider-double";
import { signedCall } from "@/lib/testing/signed-call";
import { testDatabase } from "@/lib/testing/test-context";
import { POST } from "./route";

const PATH = "/v1/pay/request";
let provider: ProviderDouble;
let db: Database;
let shop: Shop;
let orders = 0;

beforeAll(async () => {
  provider = await startProviderDouble();
  process.env.SANDBOX_URL = provider.url;
  db = await testDatabase();
  shop = await makeShop(db);
});
afterAll(() => provider.close());

const good = () => ({
  order_id: `A-${++orders}`,
  amount: 15000,
  currency: "IRT",
  description: "خرید اشتراک ماهانه",
  return_url: "https://shop.example/return",
});
// biome-ignore lint/suspicious/noExplicitAny: answers are read by the assertions.
type Json = Record<string, any>;
const call = async (body: unknown, changes?: Parameters<typeof signedCall>[4], key = shop.key) => {
  const response = await signedCall(POST, PATH, key, body, changes);
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Json,
  };
};

test("a signed request opens a transaction and says where to send the shopper", async () => {
  const body = { ...good(), payer: { mobile: "+989121234567" }, metadata: { cart: 7 } };
  const opened = await call(body);
  expect(opened.status).toBe(201);
  expect(opened.headers.get("x-request-id")).toMatch(/^req_/);
  expect(opened.body).toMatchObject({
    object: "transaction",
    status: "open",
    mode: "test",
    amount: 15000,
    currency: "IRT",
    amount_rials: 150_000,
    payer: { name: null, mobile: "09121234567", email: null },
    metadata: { cart: 7 },
    provider: "zarinpal",
    ref_id: null,
    late: false,
    failure: null,
    paid_at: null,
  });
  expect(opened.body.pay_url).toBe(`http://localhost:3000/pay/${opened.body.id}`);
  expect(provider.calls.at(-1)?.body).toMatchObject({
    merchant_id: shop.account.merchantId,
    amount: 150_000,
    currency: "IRR",
    callback_url: "http://localhost:3000/callback/zarinpal",
  });
});

describe("idempotency by order", () => {
  test("the same order with the same content is the same transaction", async () => {
    const body = good();
    const first = await call(body);
    const again = await call(body);
    expect(again.status).toBe(200);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(again.body.id).toBe(first.body.id);
  });

  test("the order of members says nothing", async () => {
    const body = {
      ...good(),
      metadata: { a: 1, b: "2" },
      payer: { name: "x", mobile: "09121234567" },
    };
    const first = await call(body);
    const turned = Object.fromEntries(
      Object.entries({
        ...body,
        metadata: { b: "2", a: 1 },
        payer: { mobile: "+989121234567", name: "x" },
      }).reverse(),
    );
    const again = await call(turned);
    expect([again.status, again.body.id]).toEqual([200, first.body.id]);
  });

  test("the same order with other content is refused and changes nothing", async () => {
    const body = good();
    const first = await call(body);
    const changed = await call({ ...body, amount: 15001 });
    expect(changed.status).toBe(409);
    expect(changed.body.error.reason).toBe("order_changed");
    expect((await call(body)).body).toEqual(first.body);
  });

  test("40 parallel requests for one order make one transaction and one session", async () => {
    const body = good();
    const before = provider.callsOf("request").length;
    const answers = await Promise.all(Array.from({ length: 40 }, () => call(body)));
    const ids = new Set(answers.filter(({ status }) => status < 300).map(({ body: { id } }) => id));
    expect(ids.size).toBe(1);
    expect(provider.callsOf("request").length - before).toBe(1);
    for (const { status, body: answer, headers } of answers) {
      if (status < 300) continue;
      expect(answer.error.reason).toBe("order_in_progress");
      expect(headers.get("retry-after")).toBe("1");
    }
  });

  test("a lost answer is retryable, and the retry opens the same transaction anew", async () => {
    const body = good();
    provider.fail("request", "commit_then_drop");
    const lost = await call(body);
    expect([503, 504]).toContain(lost.status);
    expect(lost.body.error.retryable).toBe(true);
    const retried = await call(body);
    expect(retried.status).toBe(201);
    expect(retried.body.status).toBe("open");
  });

  test("an order whose time ran out is open for a new transaction, whatever its content", async () => {
    const body = good();
    const first = await call(body);
    await db
      .update(transactions)
      .set({ expiresAt: sql`now() - interval '1 second'` })
      .where(eq(transactions.id, first.body.id));
    const second = await call({ ...body, amount: 16000 });
    expect(second.status).toBe(201);
    expect(second.body.id).not.toBe(first.body.id);
  });

  test("a paid order is answered with its transaction", async () => {
    const body = good();
    const first = await call(body);
    await db
      .update(transactions)
      .set({ status: "paid", paidAt: sql`now()` })
      .where(eq(transactions.id, first.body.id));
    const again = await call(body);
    expect(again.status).toBe(409);
    expect(again.body.error.reason).toBe("order_already_paid");
    expect(again.body.transaction).toMatchObject({ id: first.body.id, status: "paid" });
  });

  test("a provider that refuses ends the transaction, and the order can be tried again", async () => {
    const body = good();
    const refusal =
      '{"data":[],"errors":{"code":-11,"message":"Terminal is not active","validations":[]}}';
    provider.fail("request", { status: 401, body: refusal });
    const refused = await call(body);
    expect(refused.status).toBe(502);
    expect(refused.body.error).toMatchObject({
      code: "provider_error",
      reason: "provider_rejected",
      provider: { name: "zarinpal", code: "-11" },
    });
    expect((await call(body)).status).toBe(201);
  });
});

describe("what a stranger may not do", () => {
  test.each([
    ["X-Api-Key", null, 401, "missing_header"],
    ["X-Nonce", null, 401, "missing_header"],
    ["X-Nonce", "short", 401, "invalid_header"],
    ["X-Timestamp", "17740000001", 401, "invalid_header"],
    ["X-Timestamp", "1774000000", 401, "timestamp_out_of_range"],
    ["X-Timestamp", "9774000000", 401, "timestamp_out_of_range"],
    ["X-Signature", `v1=${"0".repeat(64)}`, 401, "invalid_credentials"],
    ["X-Signature", "0".repeat(64), 401, "invalid_header"],
    ["X-Api-Key", "fpk_test_01JD8Z6T3Q4W5E6R7T8Y9VBNMC", 401, "invalid_credentials"],
  ])("%s: %s → %d %s", async (name, value, status, reason) => {
    const answer = await call(good(), { headers: { [name]: value } });
    expect(answer.status).toBe(status);
    expect(answer.body.error.reason).toBe(reason);
  });

  test("a changed body, another path or a query is not what was signed", async () => {
    const body = JSON.stringify(good());
    const changed = await call(body.replace("15000", "15009"), { signedBody: body });
    expect(changed.body.error.reason).toBe("invalid_credentials");
    const query = await call(body, { path: `${PATH}?a=1` });
    expect(query.body.error.reason).toBe("unexpected_query");
    const path = await call(body, { path: "/v1/pay/inquiry" });
    expect(path.body.error.reason).toBe("invalid_credentials");
  });

  test("a nonce is burned once, and not by a wrong signature", async () => {
    const nonce = "n".repeat(30);
    const wrong = { "X-Nonce": nonce, "X-Signature": `v1=${"1".repeat(64)}` };
    expect((await call(good(), { headers: wrong })).body.error.reason).toBe("invalid_credentials");
    expect((await call(good(), { headers: { "X-Nonce": nonce } })).status).toBe(201);
    expect((await call(good(), { headers: { "X-Nonce": nonce } })).body.error.reason).toBe(
      "nonce_reused",
    );
  });

  test("of two signatures one right one is enough", async () => {
    const body = JSON.stringify(good());
    const first = await signedCall(
      async (request) => {
        const both = `v1=${"0".repeat(64)}, ${request.headers.get("x-signature")}`;
        request.headers.set("x-signature", both);
        return POST(request, { params: Promise.resolve({}) });
      },
      PATH,
      shop.key,
      body,
    );
    expect(first.status).toBe(201);
  });

  test("a revoked, expired or archived key answers as an unknown one; a suspended app says so", async () => {
    const owner = await makeTenant(db);
    await makeAccount(db, owner);
    const app = await makeApp(db, {}, owner);
    const keys = [
      await makeKey(db, app, { revokedAt: new Date() }),
      await makeKey(db, app, { expiresAt: new Date(Date.now() - 1000) }),
      await makeKey(db, await makeApp(db, { archivedAt: new Date() }, owner)),
    ];
    for (const key of keys) {
      expect((await call(good(), {}, key as Shop["key"])).body.error.reason).toBe(
        "invalid_credentials",
      );
    }
    const suspended = await makeKey(db, await makeApp(db, { suspendedAt: new Date() }, owner));
    expect((await call(good(), {}, suspended as Shop["key"])).body.error.reason).toBe(
      "app_suspended",
    );
    const elsewhere = await makeKey(db, app, { allowedCidrs: ["10.0.0.0/8"] });
    expect((await call(good(), {}, elsewhere as Shop["key"])).body.error.reason).toBe(
      "ip_not_allowed",
    );
  });
});

describe("bad input answers in the contract's shape and changes nothing", () => {
  const text = (member: string, value: string) =>
    JSON.stringify(good()).replace(
      new RegExp(`"${member}":("[^"]*"|\\d+)`),
      `"${member}":${value}`,
    );
  const reply = (change: object) => JSON.stringify({ ...good(), ...change });
  test.each([
    ["amount", text("amount", "1.0"), 422, "invalid_type"],
    ["amount", text("amount", "1e6"), 422, "invalid_type"],
    ["amount", text("amount", '"15000"'), 422, "invalid_type"],
    ["amount", text("amount", "0"), 422, "amount_too_small"],
    ["amount", text("amount", "-15000"), 422, "amount_too_small"],
    ["amount", text("amount", "999"), 422, "amount_too_small"],
    ["amount", text("amount", "100000001"), 422, "amount_too_large"],
    ["amount", text("amount", "9007199254740993"), 422, "amount_too_large"],
    ["currency", text("currency", '"USD"'), 422, "invalid_currency"],
    ["currency", reply({ currency: undefined }), 422, "required"],
    ["description", reply({ description: undefined }), 422, "required"],
    ["description", reply({ description: "x".repeat(256) }), 422, "too_long"],
    ["order_id", reply({ order_id: "سفارش" }), 422, "invalid_format"],
    ["order_id", reply({ order_id: "x".repeat(65) }), 422, "too_long"],
    ["payer.mobile", reply({ payer: { mobile: "0912" } }), 422, "invalid_mobile"],
    ["payer.email", reply({ payer: { email: "nobody" } }), 422, "invalid_email"],
    ["card_pan", reply({ card_pan: "6037991234567890" }), 422, "invalid_card"],
    ["expires_in", reply({ expires_in: 299 }), 422, "out_of_range"],
    ["expires_in", reply({ expires_in: 86401 }), 422, "out_of_range"],
    [
      "metadata",
      reply({ metadata: Object.fromEntries(Array.from({ length: 21 }, (_, i) => [i, 1])) }),
      422,
      "too_many",
    ],
    ["method", reply({ method: "crypto" }), 422, "method_not_available"],
    ["locale", reply({ locale: "de" }), 422, "invalid_value"],
    ["status", reply({ status: "paid" }), 422, "unknown_member"],
    ["payer.age", reply({ payer: { age: 5 } }), 422, "unknown_member"],
    ["amount", `{"amount":1,"amount":2}`, 400, "duplicate_json_key"],
    [undefined, "{", 400, "invalid_json"],
    [undefined, "", 400, "invalid_json"],
  ])("%s in %s → %d %s", async (field, body, status, reason) => {
    const before = provider.calls.length;
    const answer = await call(body);
    expect(answer.body.error?.reason).toBe(reason);
    expect(answer.status).toBe(status);
    expect(answer.body.error.field).toBe(field);
    expect(answer.body.error.message_fa).toMatch(/[آ-ی]/);
    expect(provider.calls.length).toBe(before);
  });

  test.each([
    "https://shop.example.evil.com/return",
    "https://evil.com/https://shop.example",
    "https://shop.example@evil.com/",
    "https://user@shop.example/",
    "https://shop.example:8443/",
    "http://shop.example/return",
    "//shop.example/return",
    "https:\\\\shop.example\\return",
    "javascript:alert(1)",
    "https://shop.example/\treturn",
    "https://shop.example/return?status=paid",
    "https://shop.example/return?signature=",
    "https://xn--shop-.example/",
    "not a url",
  ])("return_url %s is not allowed", async (return_url) => {
    const answer = await call({ ...good(), return_url });
    expect(answer.body.error).toMatchObject({
      reason: "return_url_not_allowed",
      field: "return_url",
    });
  });

  test("http is for this machine in test mode only", async () => {
    expect((await call({ ...good(), return_url: "http://localhost:4000/r" })).status).toBe(201);
    const live = await makeShop(db, "live");
    const answer = await call({ ...good(), return_url: "http://localhost:4000/r" }, {}, live.key);
    expect(answer.body.error.reason).toBe("return_url_not_allowed");
  });

  test("another content type and a body over 64 KiB are refused", async () => {
    const form = await call(good(), { headers: { "Content-Type": "text/plain" } });
    expect([form.status, form.body.error.reason]).toEqual([415, "unsupported_media_type"]);
    const large = await call({ ...good(), description: "x".repeat(70_000) });
    expect([large.status, large.body.error.reason]).toEqual([413, "payload_too_large"]);
  });
});
