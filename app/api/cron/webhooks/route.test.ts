import { NextRequest } from "next/server";
import { beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { cronSecret } from "@/lib/gates/cron";
import { makeShop } from "@/lib/testing/factories";
import { makeEndpoint, makeNews } from "@/lib/testing/news";
import { testDatabase } from "@/lib/testing/test-context";
import { startWebhookSink } from "@/lib/testing/webhook-sink";
import { DELETE, GET, PATCH, POST, PUT } from "./route";

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});

const route = { params: Promise.resolve({}) };
const call = (handler: typeof POST, method: string, authorization?: string) =>
  handler(
    new NextRequest("http://localhost:3000/api/cron/webhooks", {
      method,
      ...(authorization ? { headers: { authorization } } : {}),
    }),
    route,
  );

test("sends what is due, by POST and by GET, and says what it did", async () => {
  const sink = await startWebhookSink();
  const shop = await makeShop(db);
  await makeEndpoint(db, shop, sink.url);
  for (const [handler, method] of [
    [POST, "POST"],
    [GET, "GET"],
  ] as const) {
    await makeNews(db, shop);
    const response = await call(handler, method, `Bearer ${cronSecret()}`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ claimed: 1, delivered: 1, failed: 0, oldest_due_s: 0 });
  }
  expect(sink.received).toHaveLength(2);
  await sink.close();
});

test.each([undefined, "", "Bearer", "Bearer ", "Bearer wrong", `bearer ${"0".repeat(64)}`])(
  "without its secret nothing runs: %j",
  async (authorization) => {
    const sink = await startWebhookSink();
    const shop = await makeShop(db);
    await makeEndpoint(db, shop, sink.url);
    await makeNews(db, shop);
    for (const [handler, method] of [
      [POST, "POST"],
      [GET, "GET"],
    ] as const) {
      const response = await call(handler, method, authorization);
      expect(response.status).toBe(401);
      const { error } = await response.json();
      expect(error).toMatchObject({ code: "unauthorized", reason: "invalid_credentials" });
    }
    expect(sink.received).toHaveLength(0);
    await sink.close();
  },
);

test("the secret itself, without the word Bearer or with a byte more, opens nothing", async () => {
  for (const authorization of [cronSecret(), `Bearer ${cronSecret()}0`, `Basic ${cronSecret()}`]) {
    expect((await call(POST, "POST", authorization)).status).toBe(401);
  }
});

test("other methods are refused in our own shape", async () => {
  for (const [handler, method] of [
    [PUT, "PUT"],
    [PATCH, "PATCH"],
    [DELETE, "DELETE"],
  ] as const) {
    const response = await call(handler, method, `Bearer ${cronSecret()}`);
    expect(response.status).toBe(405);
    expect((await response.json()).error.code).toBe("method_not_allowed");
  }
});
