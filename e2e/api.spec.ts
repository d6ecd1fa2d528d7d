import { randomUUID } from "node:crypto";
import { signRequest } from "../public/sdk/flatpay.mjs";
import { adminToken } from "./stack/admin-api";
import { rawRequest } from "./stack/raw-request";
import { SECRETS } from "./stack/secrets";
import { expect, test } from "./test";

const JSON_BODY = { "Content-Type": "application/json" };

test("the API describes itself, every route included", async ({ request, broker }) => {
  const response = await request.get(`${broker.url}/v1/openapi.json`);
  expect(response.headers()["content-type"]).toContain("application/json");
  const { openapi, paths } = await response.json();
  expect(openapi).toMatch(/^3\./);
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining([
      "/v1/pay/request",
      "/v1/pay/inquiry",
      "/v1/events/list",
      "/v1/openapi.json",
      "/v1/admin/apps",
      "/v1/admin/apps/{id}",
      "/v1/admin/apps/{id}/keys",
      "/v1/admin/apps/{id}/keys/{keyId}",
      "/v1/admin/apps/{id}/keys/{keyId}/rotate",
      "/v1/admin/apps/{id}/webhook-endpoints",
      "/v1/admin/transactions",
      "/v1/admin/transactions/{id}",
    ]),
  );
  const etag = response.headers().etag ?? "";
  const again = await request.get(`${broker.url}/v1/openapi.json`, {
    headers: { "If-None-Match": etag },
  });
  expect(again.status()).toBe(304);
});

test("an unknown address under /v1 answers in our shape, whatever the method", async ({
  broker,
}) => {
  for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
    for (const path of ["/v1", "/v1/nothing", "/v1/pay", "/v1/pay/request/more", "/v1/admin/x"]) {
      const answer = await rawRequest(broker.url + path, { method });
      expect(answer.status, `${method} ${path}`).toBe(404);
      const { error } = JSON.parse(answer.body);
      expect(error).toMatchObject({ code: "not_found", reason: "route_not_found" });
      expect(error.request_id).toBe(answer.headers["x-request-id"]);
    }
  }
});

const METHODS: readonly [string, string[]][] = [
  ["/v1/pay/request", ["GET", "PUT", "PATCH", "DELETE"]],
  ["/v1/pay/inquiry", ["GET", "PUT", "PATCH", "DELETE"]],
  ["/v1/events/list", ["GET", "PUT", "PATCH", "DELETE"]],
  ["/v1/openapi.json", ["POST", "PUT", "PATCH", "DELETE"]],
  ["/v1/admin/apps", ["PUT", "PATCH", "DELETE"]],
  ["/v1/admin/transactions", ["POST", "PUT", "PATCH", "DELETE"]],
  ["/api/cron/reconcile", ["PUT", "PATCH", "DELETE"]],
  ["/api/cron/webhooks", ["PUT", "PATCH", "DELETE"]],
  ["/callback/zarinpal", ["PUT", "PATCH", "DELETE"]],
];
for (const [path, methods] of METHODS) {
  test(`${path} refuses other methods in our shape: ${methods.join(", ")}`, async ({ broker }) => {
    for (const method of methods) {
      const answer = await rawRequest(broker.url + path, { method });
      expect(answer.status, method).toBe(405);
      const { error } = JSON.parse(answer.body);
      expect(error).toMatchObject({ code: "method_not_allowed", reason: "method_not_allowed" });
    }
  });
}

test("a body over 64 KiB is refused, declared or chunked, before anything reads it", async ({
  broker,
}) => {
  const piece = "x".repeat(16 * 1024);
  const bodies = { declared: piece.repeat(5), chunked: Array<string>(5).fill(piece) };
  for (const [how, body] of Object.entries(bodies)) {
    for (const path of ["/v1/pay/request", "/v1/admin/apps", "/api/cron/webhooks"]) {
      const answer = await rawRequest(broker.url + path, {
        method: "POST",
        headers: JSON_BODY,
        body,
      });
      expect(answer.status, `${how} ${path}`).toBe(413);
      expect(JSON.parse(answer.body).error.code).toBe("payload_too_large");
    }
  }
});

test("a chunked body within the limit is read and its signature checked", async ({ shop }) => {
  const path = "/v1/pay/inquiry";
  const { id } = await shop.open();
  const body = JSON.stringify({ id });
  const { headers } = await signRequest({ ...shop.key, method: "POST", path, body });
  const answer = await rawRequest(shop.brokerUrl + path, {
    method: "POST",
    headers: { ...headers, ...JSON_BODY },
    body: [body.slice(0, 10), body.slice(10)],
  });
  expect(answer.status).toBe(200);
  expect(JSON.parse(answer.body).id).toBe(id);
});

test("a signed request opens once; the same bytes again are a replay and change nothing", async ({
  shop,
}) => {
  const path = "/v1/pay/request";
  const body = JSON.stringify({
    order_id: randomUUID(),
    ...{ amount: 20_000, currency: "IRT", description: "یک کتاب" },
    return_url: `${shop.site.origin}/return`,
  });
  const { headers } = await signRequest({ ...shop.key, method: "POST", path, body });
  const send = (sent: Record<string, string>, address = shop.brokerUrl + path) =>
    rawRequest(address, { method: "POST", headers: { ...sent, ...JSON_BODY }, body });
  expect((await send(headers)).status).toBe(201);

  const reasonOf = async (answer: ReturnType<typeof send>) =>
    JSON.parse((await answer).body).error.reason;
  expect(await reasonOf(send(headers))).toBe("nonce_reused");
  const fresh = { ...headers, "X-Nonce": "a-nonce-nobody-signed-for" };
  expect(await reasonOf(send(fresh))).toBe("invalid_credentials");
  const late = await signRequest({
    ...{ ...shop.key, method: "POST", path, body },
    timestamp: String(Math.floor(Date.now() / 1_000) - 301),
  });
  expect(await reasonOf(send(late.headers))).toBe("timestamp_out_of_range");
  expect(await reasonOf(send(headers, `${shop.brokerUrl}${path}?a=1`))).toBe("unexpected_query");

  const again = await signRequest({ ...shop.key, method: "POST", path, body });
  const repeated = await send(again.headers);
  expect(repeated.status).toBe(200);
  expect(repeated.headers["idempotency-replayed"]).toBe("true");
});

for (const job of ["reconcile", "webhooks"]) {
  test(`the ${job} job runs only for who knows its secret, by GET as by POST`, async ({
    broker,
  }) => {
    const url = `${broker.url}/api/cron/${job}`;
    for (const method of ["GET", "POST"]) {
      for (const wrong of ["", "Bearer", "Bearer wrong", SECRETS.CRON_SECRET, "Bearer undefined"]) {
        const answer = await rawRequest(url, { method, headers: { Authorization: wrong } });
        expect(answer.status, `${method} "${wrong}"`).toBe(401);
        expect(JSON.parse(answer.body).error.reason).toBe("invalid_credentials");
      }
      const headers = { Authorization: `Bearer ${SECRETS.CRON_SECRET}` };
      const answer = await rawRequest(url, { method, headers });
      expect(answer.status).toBe(200);
      expect(JSON.parse(answer.body)).toBeInstanceOf(Object);
    }
  });
}

test("the admin API knows roles: a viewer reads and changes nothing", async ({ broker }) => {
  const url = `${broker.url}/v1/admin/apps`;
  const headers = { Authorization: `Bearer ${await adminToken("viewer")}`, ...JSON_BODY };
  expect((await rawRequest(url, { headers })).status).toBe(200);
  const body = JSON.stringify({ name: "x", slug: "viewer-app", return_origins: ["https://a.ir"] });
  const answer = await rawRequest(url, { method: "POST", headers, body });
  expect(answer.status).toBe(403);
  expect(JSON.parse(answer.body).error.reason).toBe("scope_missing");
});

test("health and readiness answer, and are never kept", async ({ broker }) => {
  const health = await rawRequest(`${broker.url}/api/health`);
  expect(JSON.parse(health.body)).toEqual({ status: "ok" });
  const ready = await rawRequest(`${broker.url}/api/ready`);
  expect(JSON.parse(ready.body)).toEqual({ ready: true, database: "ok", migrations: "applied" });
  for (const { status, headers } of [health, ready]) {
    expect(status).toBe(200);
    expect(headers["cache-control"]).toBe("no-store");
  }
});
