import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ZarinPal } from "zarinpal-node-sdk/dist/Zarinpal";
import { GET as anyGet } from "@/app/sandbox/zarinpal/[...path]/route";
import * as startPay from "@/app/sandbox/zarinpal/pg/StartPay/[authority]/route";
import * as payment from "@/app/sandbox/zarinpal/pg/v4/payment/[call]/route";
import { readEnvironment } from "@/lib/env";
import { testDatabase } from "@/lib/testing/test-context";
import { findSession } from "./find-session";
import { isSandboxOn } from "./is-sandbox-on";
import { type LocalServer, serveLocally } from "./local-server";

/** Next's routing of the three route files, by their exported handlers. */
async function route(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const [, call] = pathname.match(/^\/sandbox\/zarinpal\/pg\/v4\/payment\/([^/]+)$/) ?? [];
  if (call !== undefined) {
    if (request.method === "GET") return payment.GET();
    return payment.POST(request, { params: Promise.resolve({ call }) });
  }
  const [, authority] = pathname.match(/^\/sandbox\/zarinpal\/pg\/StartPay\/([^/]+)$/) ?? [];
  if (authority === undefined) return anyGet();
  const params = Promise.resolve({ authority });
  return request.method === "GET"
    ? startPay.GET(request, { params })
    : startPay.POST(request, { params });
}

let server: LocalServer;
let base: string;
beforeAll(async () => {
  await testDatabase();
  server = await serveLocally(route);
  base = `${server.url}/sandbox/zarinpal`;
});
afterAll(() => server.close());

const MERCHANT = "1344b5d4-0048-11e8-94db-005056a205be";
const CALLBACK = "http://shop.example/back";

async function open(more: Record<string, unknown> = {}): Promise<string> {
  const response = await fetch(`${base}/pg/v4/payment/request.json`, {
    method: "POST",
    body: JSON.stringify({
      merchant_id: MERCHANT,
      amount: 50_000,
      description: "a book",
      callback_url: CALLBACK,
      ...more,
    }),
  });
  const { data } = (await response.json()) as { data: { authority: string } };
  return data.authority;
}
const press = (authority: string, fields: Record<string, string>) =>
  fetch(`${base}/pg/StartPay/${authority}`, {
    method: "POST",
    body: new URLSearchParams(fields),
    redirect: "manual",
  });

describe("ZarinPal's own npm SDK, unchanged except for its host", () => {
  it("requests, pays, verifies, inquires, lists and reverses", async () => {
    const sdk = new ZarinPal({ merchantId: MERCHANT, sandbox: true });
    const { httpClient } = sdk as unknown as { httpClient: { defaults: { baseURL: string } } };
    expect(httpClient.defaults.baseURL).toBe("https://sandbox.zarinpal.com");
    httpClient.defaults.baseURL = base;

    const created = await sdk.payments.create({
      amount: 50_000,
      callback_url: CALLBACK,
      description: "a book",
      mobile: "09123456789",
      email: "shopper@example.com",
      cardPan: ["6219861034529007"],
    });
    expect(created).toMatchObject({ data: { code: 100 }, errors: [] });
    const { authority } = created.data;
    expect(await sdk.inquiries.inquire({ authority })).toMatchObject({
      data: { status: "IN_BANK" },
    });
    await expect(sdk.verifications.verify({ amount: 50_000, authority })).rejects.toMatchObject({
      response: { status: 401, data: { errors: { code: -51 } } },
    });

    expect((await press(authority, { act: "pay" })).status).toBe(303);
    expect(await sdk.unverified.list()).toMatchObject({
      data: { authorities: [{ authority, amount: 50_000 }] },
    });
    expect(await sdk.verifications.verify({ amount: 50_000, authority })).toMatchObject({
      data: { code: 100, card_pan: "621986******9007" },
    });
    expect(await sdk.verifications.verify({ amount: 50_000, authority })).toMatchObject({
      data: { code: 101 },
    });
    expect(await sdk.reversals.reverse({ authority })).toMatchObject({ data: { code: 100 } });
    expect(await sdk.inquiries.inquire({ authority })).toMatchObject({
      data: { status: "REVERSED" },
    });
  });
});

describe("the bank page", () => {
  it("is Persian unless asked otherwise, has no script and says that it is fake", async () => {
    const url = `${base}/pg/StartPay/${await open()}`;
    const persian = await fetch(url, { headers: { referer: "http://localhost:3000/" } });
    expect(persian.status).toBe(200);
    expect(persian.headers.get("content-security-policy")).toMatch(
      /^default-src 'none'; style-src/,
    );
    const page = await persian.text();
    expect(page).toContain('<html lang="fa" dir="rtl">');
    expect(page).toContain("شبیه‌ساز درگاه، پولی جابه‌جا نمی‌شود");
    expect(page).not.toMatch(/<script|javascript:|\son\w+=/i);
    for (const act of ["pay", "cancel", "fail", "close"]) {
      expect(page).toContain(`name="act" value="${act}"`);
    }
    expect(await (await fetch(`${url}?lang=en`)).text()).toContain('<html lang="en" dir="ltr">');
    const english = await fetch(url, {
      headers: { "accept-language": "de, en-GB;q=0.8, fa;q=0.5" },
    });
    expect(await english.text()).toContain('<html lang="en"');
  });

  it("keeps the Referer of its first visit", async () => {
    const authority = await open();
    const url = `${base}/pg/StartPay/${authority}`;
    await fetch(url, { headers: { referer: "http://localhost:3000/" } });
    await fetch(url, { headers: { referer: "http://elsewhere.example/" } });
    const session = await findSession(await testDatabase(), authority);
    expect(session?.referer).toBe("http://localhost:3000/");
  });

  it("escapes everything a shop can send", async () => {
    const evil = `"><script>alert(1)</script><img src=x onerror='alert(2)'>`;
    const authority = await open({
      description: evil,
      metadata: { order_id: evil, card_pan: evil },
      callback_url: `https://shop.example/?q=${evil}`,
    });
    const url = `${base}/pg/StartPay/${authority}`;
    const pages = [
      await (await fetch(url)).text(),
      await (await press(authority, { act: "pay", scenario: "duplicate_callback" })).text(),
      await (await fetch(url)).text(),
      await (await fetch(`${base}/pg/StartPay/${encodeURIComponent(evil)}?lang=${evil}`)).text(),
    ];
    expect(pages[0]).toContain("&lt;script&gt;alert(1)");
    expect(pages[1]).toContain('http-equiv="refresh"');
    for (const page of pages) expect(page).not.toMatch(/<script|<img src=x|onerror='/);
  });

  it("sends the shopper back once, then only shows the way", async () => {
    const authority = await open();
    const paid = await press(authority, { act: "pay", scenario: "" });
    expect(paid.status).toBe(303);
    expect(paid.headers.get("location")).toBe(`${CALLBACK}?Authority=${authority}&Status=OK`);
    const again = await press(authority, { act: "cancel" });
    expect(again.status).toBe(400);
    expect(await again.text()).toContain(`${CALLBACK}?Authority=${authority}&amp;Status=OK`);
  });

  it("loads a doubled return once as an image and then goes there", async () => {
    const authority = await open();
    const page = await (
      await press(authority, { act: "pay", scenario: "duplicate_callback" })
    ).text();
    const url = `${CALLBACK}?Authority=${authority}&amp;Status=OK`;
    expect(page).toContain(`<img src="${url}"`);
    expect(page).toContain(`content="2;url=${url}"`);
  });

  it("keeps the scenario of the amount when none is picked", async () => {
    const authority = await open({ amount: 177_230 });
    const page = await press(authority, { act: "pay" });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("خریدار به فروشگاه بازنگشت");
  });

  it("does not know other authorities or acts", async () => {
    expect((await fetch(`${base}/pg/StartPay/none`)).status).toBe(404);
    expect((await press("none", { act: "pay" })).status).toBe(404);
    expect((await press(await open(), { act: "rob" })).status).toBe(400);
  });
});

describe("the doors", () => {
  const post = (path: string, body: string) => fetch(`${base}${path}`, { method: "POST", body });

  it("answer wrong paths and methods as a web server does", async () => {
    for (const [response, status] of [
      [await post("/pg/v4/payment/unverified.json", "{}"), 404],
      [await post("/pg/v4/payment/constructor", "{}"), 404],
      [await fetch(`${base}/pg/v4/payment/verify.json`), 403],
      [await fetch(`${base}/pg/rest/WebGate/PaymentRequest.json`), 404],
    ] as const) {
      expect(response.status).toBe(status);
      expect(response.headers.get("content-type")).toContain("text/html");
    }
  });

  it.each(["", "not json", "[]", "null", '"text"', "merchant_id=1"])(
    "take %o as an empty body",
    async (body) => {
      const response = await post("/pg/v4/payment/request.json", body);
      expect(response.status).toBe(422);
      const { errors } = (await response.json()) as { errors: { validations: unknown[] } };
      expect(errors.validations).toHaveLength(4);
    },
  );

  it("turn away a body that is too large", async () => {
    expect((await post("/pg/v4/payment/request.json", "x".repeat(65 * 1024))).status).toBe(413);
  });
});

describe("the switch", () => {
  const environment = (more: Record<string, string>) =>
    readEnvironment({
      DATABASE_URL: "postgres://db.example/flatpay",
      APP_SECRET: "test-only-app-secret-of-more-than-32-bytes",
      PUBLIC_URL: "https://pay.example",
      ...more,
    });

  it.each([
    [{}, true],
    [{ SANDBOX: "off" }, false],
    [{ SANDBOX_URL: "https://sandbox.zarinpal.com" }, false],
    [{ SANDBOX_URL: "https://other.example/sandbox/zarinpal" }, false],
    [{ SANDBOX_URL: "https://pay.example/sandbox/zarinpal/" }, true],
    [{ SANDBOX_URL: "http://127.0.0.1:3000/sandbox/zarinpal" }, true],
    [{ SANDBOX_URL: "http://127.0.0.1:4000/sandbox/zarinpal" }, false],
  ] as [Record<string, string>, boolean][])("with %o it is on: %s", (more, on) => {
    expect(isSandboxOn(environment(more))).toBe(on);
  });

  it("off, every door is a 404", async () => {
    const { SANDBOX } = process.env;
    process.env.SANDBOX = "off";
    vi.resetModules();
    try {
      const calls = await import("@/app/sandbox/zarinpal/pg/v4/payment/[call]/route");
      const page = await import("@/app/sandbox/zarinpal/pg/StartPay/[authority]/route");
      const request = (method: string) => new Request("http://localhost:3000/", { method });
      const call = { params: Promise.resolve({ call: "request.json" }) };
      const authority = { params: Promise.resolve({ authority: "S" }) };
      for (const response of [
        await calls.GET(),
        await calls.POST(request("POST"), call),
        await page.GET(request("GET"), authority),
        await page.POST(request("POST"), authority),
      ]) {
        expect(response.status).toBe(404);
      }
    } finally {
      if (SANDBOX === undefined) delete process.env.SANDBOX;
      else process.env.SANDBOX = SANDBOX;
      vi.resetModules();
    }
  });
});
