import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { webhookDeliveries, webhookEndpoints, webhookEvents } from "@/db/schema/webhooks";
import { isId } from "@/lib/ids/mint-id";
import { makeShop, makeTransaction } from "@/lib/testing/factories";
import { makeEndpoint, makeNews, sampleTransaction } from "@/lib/testing/news";
import { testContext, testDatabase } from "@/lib/testing/test-context";
import { EVENT_BYTES_MAX } from "./event-body";
import { listDeliveries } from "./list-deliveries";
import { recordEvent } from "./record-event";
import { deliveryBody, serializeDelivery } from "./serialize";

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});

const SINK = "http://127.0.0.1:9999/hook";

async function storedEvent(id: string) {
  const [event] = await db.select().from(webhookEvents).where(eq(webhookEvents.id, id));
  if (!event) throw new Error("no event");
  return event;
}

test("the stored body has the contract's members in its order, and the row's own number", async () => {
  const shop = await makeShop(db);
  const { eventId, transactionId } = await makeNews(db, shop);
  const { body, seq } = await storedEvent(eventId);
  const parsed = JSON.parse(body);
  expect(Object.keys(parsed)).toEqual(["type", "timestamp", "id", "seq", "data"]);
  expect(parsed).toMatchObject({ type: "transaction.paid", id: eventId, seq: Number(seq) });
  expect(new Date(parsed.timestamp).toISOString()).toBe(parsed.timestamp);
  expect(parsed.data).toEqual({ transaction: sampleTransaction(transactionId) });
});

test("each endpoint that wants it gets one delivery; who does not listen gets it held or not at all", async () => {
  const shop = await makeShop(db);
  const all = await makeEndpoint(db, shop, SINK);
  const some = await makeEndpoint(db, shop, SINK, ["transaction.paid", "refund.failed"]);
  await makeEndpoint(db, shop, SINK, ["transaction.failed"]);
  const paused = await makeEndpoint(db, shop, SINK);
  const deleted = await makeEndpoint(db, shop, SINK);
  const live = await makeEndpoint(db, shop, "https://shop.example/hook");
  const set = (id: string, values: Partial<typeof webhookEndpoints.$inferInsert>) =>
    db.update(webhookEndpoints).set(values).where(eq(webhookEndpoints.id, id));
  await set(paused.endpoint.id, { status: "paused" });
  await set(deleted.endpoint.id, { deletedAt: new Date() });
  await set(live.endpoint.id, { mode: "live" });
  await makeEndpoint(db, await makeShop(db), SINK);

  const { transactionId, pending } = await makeNews(db, shop);
  expect(pending).toBe(2);
  const lines = await listDeliveries(testContext(db, { type: "shopper" }), transactionId);
  expect(new Map(lines.map((line) => [line.endpointId, line.status]))).toEqual(
    new Map([
      [all.endpoint.id, "pending"],
      [some.endpoint.id, "pending"],
      [paused.endpoint.id, "held"],
    ]),
  );
  for (const line of lines) {
    expect(isId("delivery", line.id)).toBe(true);
    expect(deliveryBody.parse(serializeDelivery(line))).toMatchObject({ attempt: 0, url: SINK });
  }
});

test("news that is rolled back was never there", async () => {
  const shop = await makeShop(db);
  await makeEndpoint(db, shop, SINK);
  const { id } = await makeTransaction(db, shop);
  const news = {
    type: "transaction.paid",
    appId: shop.app.id,
    mode: "test",
    transactionId: id,
    data: { transaction: sampleTransaction(id) },
  } as const;
  const change = db.transaction(async (tx) => {
    await recordEvent(testContext(tx, { type: "shopper" }), news);
    throw new Error("the change failed");
  });
  await expect(change).rejects.toThrow("the change failed");
  expect(await listDeliveries(testContext(db, { type: "shopper" }), id)).toEqual([]);
});

test("a transaction's end is told once", async () => {
  const shop = await makeShop(db);
  const { id } = await makeTransaction(db, shop);
  const tell = () =>
    recordEvent(testContext(db, { type: "shopper" }), {
      type: "transaction.paid",
      appId: shop.app.id,
      mode: "test",
      transactionId: id,
      data: { transaction: sampleTransaction(id) },
    });
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, tell));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const [count] = await db
    .select({ n: sql<number>`count(*)::int` })
    .from(webhookEvents)
    .where(eq(webhookEvents.transactionId, id));
  expect(count?.n).toBe(1);
});

test("20 kB of metadata stay at home, and the event says so", async () => {
  const shop = await makeShop(db);
  const metadata = Object.fromEntries(
    Array.from({ length: 20 }, (_, i) => [`k${i}`, "پ".repeat(500)]),
  );
  const { eventId } = await makeNews(db, shop, "transaction.paid", { metadata });
  const { body } = await storedEvent(eventId);
  expect(Buffer.byteLength(body)).toBeLessThan(EVENT_BYTES_MAX);
  const { data } = JSON.parse(body);
  expect(data.omitted).toEqual(["transaction.metadata"]);
  expect(data.transaction.metadata).toEqual({});
});

test("hostile text comes back byte for byte", async () => {
  const shop = await makeShop(db);
  const metadata = { note: "a\"b\\c\u0000\u2028\ud800 %s '; drop table x; --" };
  const { eventId, transactionId } = await makeNews(db, shop, "transaction.failed", { metadata });
  const { body } = await storedEvent(eventId);
  expect(JSON.parse(body).data.transaction).toEqual({
    ...sampleTransaction(transactionId),
    metadata,
  });
  expect((await db.select().from(webhookDeliveries)).every((row) => row.eventId !== eventId)).toBe(
    true,
  );
});
