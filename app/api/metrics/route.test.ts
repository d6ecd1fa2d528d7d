import { NextRequest } from "next/server";
import { beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { cronSecret } from "@/lib/gates/cron";
import { makeShop, type Shop } from "@/lib/testing/factories";
import { makeBacklog, makeEndpoint } from "@/lib/testing/news";
import { parsePrometheus } from "@/lib/testing/parse-prometheus";
import { testDatabase } from "@/lib/testing/test-context";
import { countOutcome } from "@/lib/webhooks/metrics/count-outcome";
import { prometheusText } from "@/lib/webhooks/metrics/prometheus-text";
import { GET, POST } from "./route";

let db: Database;
let shop: Shop;
let endpointId: string;
beforeAll(async () => {
  db = await testDatabase();
  shop = await makeShop(db);
  const { endpoint } = await makeEndpoint(db, shop, "http://127.0.0.1:9999/");
  endpointId = endpoint.id;
  await makeBacklog(db, endpoint, 3);
  for (const durationMs of [4, 40, 40, 20_000]) {
    countOutcome(db, { endpointId, isDelivered: durationMs < 100, durationMs });
  }
});

const call = (authorization?: string, handler = GET) =>
  handler(
    new NextRequest("http://localhost:3000/api/metrics", {
      method: handler === GET ? "GET" : "POST",
      ...(authorization ? { headers: { authorization } } : {}),
    }),
    { params: Promise.resolve({}) },
  );

test("a strict scraper reads everything, by the names that are promised", async () => {
  const response = await call(`Bearer ${cronSecret()}`);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  const text = await response.text();
  const families = parsePrometheus(text);
  expect([...families].map(([name, { type }]) => `${name} ${type}`)).toEqual([
    "flatpay_webhook_attempts_total counter",
    "flatpay_webhook_attempt_duration_seconds histogram",
    "flatpay_webhook_deliveries gauge",
    "flatpay_webhook_oldest_due_seconds gauge",
    "flatpay_webhook_consecutive_failures gauge",
    "flatpay_webhook_breaker gauge",
    "flatpay_webhook_slots_in_use gauge",
    "flatpay_webhook_delivery_dead_tuples gauge",
  ]);
  const mine = { endpoint: endpointId, app: shop.app.slug, mode: "test" };
  const value = (name: string, family: string, labels: Record<string, string>) =>
    families
      .get(family)
      ?.samples.find(
        (one) => one.name === name && JSON.stringify(one.labels) === JSON.stringify(labels),
      )?.value;
  const tries = "flatpay_webhook_attempts_total";
  expect(value(tries, tries, { ...mine, outcome: "delivered" })).toBe(3);
  expect(value(tries, tries, { ...mine, outcome: "failed" })).toBe(1);
  const took = "flatpay_webhook_attempt_duration_seconds";
  expect(value(`${took}_bucket`, took, { ...mine, le: "0.005" })).toBe(1);
  expect(value(`${took}_bucket`, took, { ...mine, le: "0.05" })).toBe(3);
  expect(value(`${took}_bucket`, took, { ...mine, le: "+Inf" })).toBe(4);
  expect(value(`${took}_sum`, took, mine)).toBeCloseTo(20.084);
  const waiting = "flatpay_webhook_deliveries";
  expect(value(waiting, waiting, { ...mine, state: "pending" })).toBe(3);
  const breaker = "flatpay_webhook_breaker";
  expect(value(breaker, breaker, { ...mine, state: "closed" })).toBe(1);
  expect(value(breaker, breaker, { ...mine, state: "open" })).toBe(0);
  expect(text).not.toMatch(/whsec_|127\.0\.0\.1/);
});

test("names and labels with odd characters come through a strict scraper as they were", () => {
  const odd = 'a"b\\c\nd';
  const text = prometheusText([
    {
      name: "a_total",
      help: "two\nlines \\",
      type: "counter",
      samples: [{ labels: { odd }, value: 1 }],
    },
  ]);
  expect(parsePrometheus(text).get("a_total")).toMatchObject({ samples: [{ labels: { odd } }] });
});

test.each([
  "a_total 1\n",
  "# HELP a x\n# TYPE a counter\na 1",
  "# HELP a x\n# TYPE a counter\na 1\na 1\n",
  '# HELP a x\n# TYPE a counter\na{b="c} 1\n',
  "# HELP a x\n# TYPE a counter\na -1\n",
  '# HELP a x\n# TYPE a histogram\na_bucket{le="1"} 2\na_bucket{le="+Inf"} 1\na_count 1\n',
])("the scraper of these tests is strict: %j", (text) =>
  expect(() => parsePrometheus(text)).toThrow(),
);

test.each([undefined, "", "Bearer", "Bearer ", "Bearer undefined", "Bearer wrong"])(
  "without a secret there is nothing to read: %j",
  async (authorization) => {
    const response = await call(authorization);
    expect(response.status).toBe(401);
    expect(await response.text()).not.toContain("flatpay_webhook");
  },
);

test("it is only read", async () => {
  expect((await call(`Bearer ${cronSecret()}`, POST)).status).toBe(405);
});
