import { Webhook } from "standardwebhooks";
import { Webhook as SvixWebhook } from "svix";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Database } from "@/db/client";
import { makeShop, type Shop } from "@/lib/testing/factories";
import { makeAllDue, makeNews } from "@/lib/testing/news";
import { operatorOf } from "@/lib/testing/refund-shop";
import { testDatabase } from "@/lib/testing/test-context";
import { type Received, startWebhookSink } from "@/lib/testing/webhook-sink";
import { verifyWebhook } from "@/public/sdk/flatpay.mjs";
import { createEndpoint } from "./create-endpoint";
import { deliveryWorker } from "./delivery-worker";
import { listDeliveries } from "./list-deliveries";
import { redeliver } from "./redeliver";
import { rotateEndpointSecret } from "./rotate-endpoint-secret";
import { runDeliveries } from "./run-deliveries";
import { testEndpoint } from "./test-endpoint";

let db: Database;
let shop: Shop;
let status: number;
let site: Awaited<ReturnType<typeof startWebhookSink>>;
beforeEach(async () => {
  db = await testDatabase();
  shop = await makeShop(db);
  status = 204;
  site = await startWebhookSink((response) => response.writeHead(status).end());
});
afterEach(async () => {
  await deliveryWorker().kickRun;
  await site.close();
});

/** An endpoint as a person makes it in the console, the address tried first. */
async function endpointOf() {
  const { tenantId, app } = shop;
  const input = { tenantId, appId: app.id, mode: "test" as const, url: `${site.url}/hook` };
  const { endpoint, secret } = await createEndpoint(operatorOf(db, shop), input);
  return { name: { endpointId: endpoint.id }, secret };
}

/** What arrives while `work` goes on, up to the `count`-th. */
async function arrivals(count: number, work: () => Promise<unknown>): Promise<Received[]> {
  const before = site.received.length;
  await work();
  await vi.waitFor(() => expect(site.received.length).toBe(before + count), { timeout: 10_000 });
  return site.received.slice(before);
}
const send = () => runDeliveries(db, { budgetMs: Number.POSITIVE_INFINITY });

/** Fail unless both npm verifiers and our library take these bytes under this secret, or all refuse. */
async function judge({ body, headers }: Received, secret: string): Promise<string> {
  const given = headers as Record<string, string>;
  const verdicts = await Promise.allSettled([
    Promise.resolve().then(() => new Webhook(secret).verify(body, given)),
    Promise.resolve().then(() => new SvixWebhook(secret).verify(body, given)),
    verifyWebhook(body, given, secret),
  ]);
  const [one, ...others] = verdicts.map((verdict) => verdict.status);
  for (const other of others) expect(other).toBe(one);
  for (const verdict of verdicts) {
    if (verdict.status === "fulfilled") expect(verdict.value).toEqual(JSON.parse(body));
  }
  return one === "fulfilled" ? "accepted" : "refused";
}
const signaturesOf = ({ headers }: Received) => String(headers["webhook-signature"]).split(" ");

test("a new endpoint's ping, a first try and its retries are all accepted, each signed for its own time", async () => {
  let secret = "";
  const [ping] = await arrivals(1, async () => {
    ({ secret } = await endpointOf());
  });
  if (!ping) throw new Error("no ping");
  expect(await judge(ping, secret)).toBe("accepted");
  expect(JSON.parse(ping.body).type).toBe("endpoint.test");

  status = 500;
  const tries: Received[] = [];
  await makeNews(db, shop, "transaction.paid", {
    description: 'سفارش «۱» — ✓ 👍 \u2028 \\ "',
    metadata: { یادداشت: "نیم‌فاصله", "2": "two", "1": "one" },
  });
  for (const answered of [500, 503, 204]) {
    status = answered;
    tries.push(...(await arrivals(1, send)));
    await makeAllDue(db);
    // The time of a try is whole seconds.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
  }
  for (const one of tries) expect(await judge(one, secret)).toBe("accepted");
  const distinct = (name: string) => new Set(tries.map(({ headers }) => headers[name])).size;
  expect([distinct("webhook-id"), distinct("webhook-timestamp")]).toEqual([1, 3]);
  expect(distinct("webhook-signature")).toBe(3);
  expect(new Set(tries.map(({ body }) => body)).size).toBe(1);
  expect(JSON.parse(tries[0]?.body ?? "").data.transaction.metadata).toEqual({
    یادداشت: "نیم‌فاصله",
    "2": "two",
    "1": "one",
  });
}, 30_000);

test("a test event is accepted, and under another secret refused by all", async () => {
  const { name, secret } = await endpointOf();
  const [sent] = await arrivals(1, () => testEndpoint(operatorOf(db, shop), name));
  if (!sent) throw new Error("no test event");
  expect(await judge(sent, secret)).toBe("accepted");
  expect(await judge(sent, `whsec_${Buffer.alloc(32, 1).toString("base64")}`)).toBe("refused");
});

test("during a rotation the old and the new secret both verify; what is sent again afterwards, only the new", async () => {
  const ctx = operatorOf(db, shop);
  const { name, secret: old } = await endpointOf();
  const rotate = (overlapSeconds: number) =>
    rotateEndpointSecret(ctx, { ...name, overlapSeconds }).then(({ secret }) => secret);
  const fresh = await rotate(3_600);
  const { transactionId } = await makeNews(db, shop);
  const [during] = await arrivals(1, send);
  if (!during) throw new Error("not sent");
  expect(signaturesOf(during)).toHaveLength(2);
  for (const secret of [old, fresh]) expect(await judge(during, secret)).toBe("accepted");

  const newest = await rotate(0);
  const [line] = await listDeliveries(ctx, transactionId);
  const [again] = await arrivals(1, async () => {
    // A try by hand waits for the one before it to have rested.
    await vi.waitFor(() => redeliver(ctx, line?.id ?? ""), { timeout: 15_000, interval: 500 });
  });
  if (!again) throw new Error("not sent again");
  expect([again.headers["webhook-id"], again.body]).toEqual([
    during.headers["webhook-id"],
    during.body,
  ]);
  expect(await judge(again, newest)).toBe("accepted");
  expect(await judge(again, fresh)).toBe("refused");
}, 30_000);
