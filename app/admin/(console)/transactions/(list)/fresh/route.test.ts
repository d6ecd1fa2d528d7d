import { NextRequest } from "next/server";
import { beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { makeShop, makeTransaction, type Shop } from "@/lib/testing/factories";
import { makeOperator, pretendRequest } from "@/lib/testing/operator-call";
import { testDatabase } from "@/lib/testing/test-context";
import { GET } from "./route";

let db: Database;
let shop: Shop;
let cookie: string;
beforeAll(async () => {
  db = await testDatabase();
  shop = await makeShop(db);
  ({ cookie } = await makeOperator(db, shop.tenantId, { role: "viewer" }));
});

async function ask(query: string, session: string | null = cookie) {
  pretendRequest({ session });
  const url = `http://localhost:3000/admin/transactions/fresh?${query}`;
  const response = await GET(new NextRequest(url), { params: Promise.resolve({}) });
  return { status: response.status, body: await response.json() };
}

test("what came after the newest row in sight is counted, by the list's own filters", async () => {
  const empty = await ask("mode=test&since=");
  expect(empty).toEqual({ status: 200, body: { count: 0, more: false } });
  const { id } = await makeTransaction(db, shop);
  expect((await ask("mode=test&since=")).body.count).toBe(1);
  expect((await ask(`mode=test&since=${id}`)).body.count).toBe(0);
  await makeTransaction(db, shop);
  await makeTransaction(db, shop, { status: "failed", endedAt: new Date() });
  expect((await ask(`mode=test&since=${id}`)).body.count).toBe(2);
  expect((await ask(`status=failed&mode=test&since=${id}`)).body.count).toBe(1);
  expect((await ask(`mode=live&since=${id}`)).body.count).toBe(0);
});

test("a crowd is not counted to its end", async () => {
  const crowd = await makeShop(db);
  for (let made = 0; made < 51; made++) await makeTransaction(db, crowd);
  const one = await makeOperator(db, crowd.tenantId);
  expect((await ask("mode=test&since=", one.cookie)).body).toEqual({ count: 50, more: true });
});

test("nobody without a session is answered, and no place that is none", async () => {
  expect((await ask("mode=test&since=", null)).status).toBe(401);
  expect((await ask("mode=test&since=app_1")).status).toBe(422);
  expect((await ask("mode=both&since=")).status).toBe(422);
});
