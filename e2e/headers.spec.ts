import { signRequest } from "../public/sdk/flatpay.mjs";
import { actAtBank } from "./stack/at-the-bank";
import { rawRequest } from "./stack/raw-request";
import { expect, test } from "./test";

/** One address of every kind, and what it answers. */
const ADDRESSES: readonly [kind: string, method: string, path: string, status: number][] = [
  ["the home page", "GET", "/", 200],
  ["a page of the docs", "GET", "/docs/errors", 200],
  ["the demo", "GET", "/demo", 200],
  ["an unknown page", "GET", "/no-such-page", 404],
  ["an unknown payment", "GET", "/pay/trx_01JD8Z6T3Q4W5E6R7T8Y9VBNMC", 404],
  ["a wrong method on a payment", "POST", "/pay/trx_01JD8Z6T3Q4W5E6R7T8Y9VBNMC", 405],
  ["an unknown authority", "GET", "/callback/zarinpal?Authority=A1&Status=OK", 404],
  ["a wrong method on the callback", "DELETE", "/callback/zarinpal", 405],
  ["a payment without a signature", "POST", "/v1/pay/request", 401],
  ["a wrong method on the API", "GET", "/v1/pay/request", 405],
  ["an unknown address of the API", "GET", "/v1/nothing", 404],
  ["the API's description", "GET", "/v1/openapi.json", 200],
  ["the admin API without a token", "GET", "/v1/admin/apps", 401],
  ["a job without its secret", "POST", "/api/cron/reconcile", 401],
  ["health", "GET", "/api/health", 200],
  ["an unknown session at the simulator", "GET", "/sandbox/zarinpal/pg/StartPay/S1", 404],
  ["the SDK", "GET", "/sdk/flatpay.mjs", 200],
  ["the icon", "GET", "/icon.svg", 200],
];

for (const [kind, method, path, status] of ADDRESSES) {
  test(`${kind} (${status}) cannot be framed, sniffed or read by another site`, async ({
    broker,
  }) => {
    const answer = await rawRequest(broker.url + path, { method });
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({
      "x-frame-options": "DENY",
      "x-content-type-options": "nosniff",
      "strict-transport-security": expect.stringContaining("max-age=63072000"),
      "permissions-policy": expect.stringContaining("camera=()"),
      "cross-origin-opener-policy": "same-origin",
    });
    expect(answer.headers["x-powered-by"]).toBeUndefined();
    if (answer.headers["content-type"]?.startsWith("text/html")) {
      const policy = answer.headers["content-security-policy"] ?? "";
      expect(policy).toMatch(/default-src 'none'/);
      expect(policy).toMatch(/frame-ancestors 'none'/);
      expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    }
  });
}

test("every answer of the API names its request", async ({ broker }) => {
  const ids = new Set<unknown>();
  const asked = ["/v1/pay/request", "/v1/pay/inquiry", "/v1/nothing", "/v1/openapi.json", "/v1"];
  for (const path of asked) {
    const { headers } = await rawRequest(broker.url + path, {
      headers: { "X-Request-Id": "req_1" },
    });
    expect(headers["x-request-id"]).toMatch(/^req_[0-9A-Z]{26}$/);
    ids.add(headers["x-request-id"]);
  }
  expect(ids.size).toBe(asked.length);
});

test("each page has a nonce of its own in its policy and on every script", async ({ broker }) => {
  const nonces = new Set<string>();
  for (const path of ["/", "/", "/docs", "/no-such-page"]) {
    const { headers, body } = await rawRequest(broker.url + path);
    const nonce = /'nonce-([^']+)'/.exec(String(headers["content-security-policy"]))?.[1] ?? "";
    expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    nonces.add(nonce);
    const scripts = body.match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
  }
  expect(nonces.size).toBe(4);
});

test("the shopper's page runs no script, gives its origin as Referer and is not kept", async ({
  shop,
}) => {
  const { pay_url } = await shop.open();
  const { headers, body } = await rawRequest(pay_url);
  expect(headers["referrer-policy"]).toBe("strict-origin-when-cross-origin");
  expect(headers["cache-control"]).toBe("no-store");
  expect(headers["content-security-policy"]).toContain("script-src 'none'");
  expect(body).not.toContain("<script");
});

test("an evil Host reaches no link, no redirect and no pay_url", async ({ shop, broker }) => {
  const evil = {
    Host: "evil.example",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "http",
  };
  for (const path of ["/", "/docs", "/docs/", "/demo", "/no-such-page", "/v1/openapi.json"]) {
    const answer = await rawRequest(broker.url + path, { headers: evil });
    expect(answer.body, path).not.toContain("evil.example");
    expect(String(answer.headers.location ?? ""), path).not.toContain("evil.example");
  }

  const body = JSON.stringify({
    order_id: `host-${Date.now()}`,
    ...{ amount: 20_000, currency: "IRT", description: "host" },
    return_url: `${shop.site.origin}/return`,
  });
  const path = "/v1/pay/request";
  const { headers } = await signRequest({ ...shop.key, method: "POST", path, body });
  const opened = await rawRequest(broker.url + path, {
    method: "POST",
    headers: { ...headers, ...evil, "Content-Type": "application/json" },
    body,
  });
  expect(opened.status).toBe(201);
  expect(opened.body).not.toContain("evil.example");
  const { pay_url, authority } = JSON.parse(opened.body);
  expect(new URL(pay_url).origin).toBe(broker.url);

  const page = await rawRequest(pay_url, { headers: evil });
  expect(page.body).not.toContain("evil.example");
  const back = await actAtBank(broker.url, { authority }, "cancel");
  expect(back).toContain(`${shop.site.origin}/return?`);
  const callback = `${broker.url}/callback/zarinpal?Authority=${authority}&Status=OK`;
  const again = await rawRequest(callback, { headers: evil });
  expect(new URL(String(again.headers.location)).origin).toBe(shop.site.origin);
});

test("no address redirects to another site", async ({ broker }) => {
  const targets = [
    "//evil.example/docs/",
    "//evil.example/%2e%2e",
    "/\\evil.example/",
    "/%5cevil.example/",
    "///evil.example//",
    "http://evil.example/docs/",
  ];
  for (const target of targets) {
    const { status, headers } = await rawRequest(broker.url, { target });
    expect(status, target).toBeLessThan(500);
    const location = new URL(String(headers.location ?? "/"), broker.url);
    expect(location.origin, target).toBe(broker.url);
  }
});

test("headers that once skipped Next's middleware skip nothing here", async ({ broker }) => {
  const names = ["proxy", "src/proxy", "middleware", "src/middleware", "pages/_middleware"];
  for (const name of names) {
    const headers = {
      "x-middleware-subrequest": Array(5).fill(name).join(":"),
      "x-middleware-rewrite": "/v1/admin/apps",
      "x-middleware-next": "1",
      "x-nextjs-data": "1",
    };
    const page = await rawRequest(`${broker.url}/docs`, { headers });
    expect(page.headers["content-security-policy"]).toContain("'nonce-");
    expect((await rawRequest(`${broker.url}/v1/admin/apps`, { headers })).status).toBe(401);
    expect((await rawRequest(`${broker.url}/api/cron/webhooks`, { headers })).status).toBe(401);
  }
});

test("a caller cannot bring a policy of their own, nor a nonce", async ({ broker }) => {
  const headers = { "Content-Security-Policy": "script-src 'nonce-evil'", "x-nonce": "evil" };
  const { body, headers: answered } = await rawRequest(`${broker.url}/`, { headers });
  expect(body).not.toContain('nonce="evil"');
  expect(answered["content-security-policy"]).not.toContain("evil");
});

test("there is no image optimiser to send elsewhere", async ({ broker }) => {
  for (const target of ["/icon.svg", "http://127.0.0.1:1/a.png"]) {
    const url = `${broker.url}/_next/image?url=${encodeURIComponent(target)}&w=64&q=75`;
    expect((await rawRequest(url)).status).toBe(404);
  }
});
