import { NextRequest } from "next/server";
import { beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { makeShop, makeTransaction, type Shop } from "@/lib/testing/factories";
import { makeOperator, pretendRequest } from "@/lib/testing/operator-call";
import { testDatabase } from "@/lib/testing/test-context";
import { GET } from "./route";

let db: Database;
let shop: Shop;

beforeAll(async () => {
  db = await testDatabase();
  shop = await makeShop(db);
  await makeTransaction(db, shop, { orderId: "A-1", status: "failed" });
  await makeTransaction(db, shop, { orderId: "A-2" });
});

async function call(query: string, session: string | null) {
  pretendRequest({ session });
  const url = `http://localhost:3000/admin/transactions/export?${query}`;
  return GET(new NextRequest(url), { params: Promise.resolve({}) });
}

test("a viewer gets a file that nobody keeps, named and counted", async () => {
  const { cookie } = await makeOperator(db, shop.tenantId, { role: "viewer" });
  const response = await call("mode=test&status=failed,lost&peek=1", cookie);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(response.headers.get("content-disposition")).toMatch(
    /^attachment; filename="transactions-test-\d{4}-\d{2}-\d{2}\.csv"$/,
  );
  expect(response.headers.get("x-total-count")).toBe("1");
  expect(response.headers.get("cache-control")).toBe("no-store");
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const lines = new TextDecoder().decode(bytes).split("\r\n");
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(/^"id","mode","status",.*"amount_irr"/);
  expect(lines[1]).toContain('"A-1"');
});

test("without a session there is nothing, and a mode must be named", async () => {
  expect((await call("mode=test", null)).status).toBe(401);
  const { cookie } = await makeOperator(db, shop.tenantId);
  expect((await call("", cookie)).status).toBe(422);
  expect((await call("mode=both", cookie)).status).toBe(422);
});

test("an operator whose password is a printed one gets nothing yet", async () => {
  const issued = { passwordIssuedAt: new Date() };
  const { cookie } = await makeOperator(db, shop.tenantId, issued);
  expect((await call("mode=test", cookie)).status).toBe(401);
});

test("a browser that goes away ends the reading", async () => {
  const { cookie } = await makeOperator(db, shop.tenantId);
  const response = await call("mode=test", cookie);
  const reader = response.body?.getReader();
  await reader?.read();
  await expect(reader?.cancel()).resolves.toBeUndefined();
});
