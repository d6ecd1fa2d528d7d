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
  shop = await makeShop(db, "live");
});

async function search(query: Record<string, string>, session: string | null) {
  pretendRequest({ session });
  const url = `http://localhost:3000/admin/palette?${new URLSearchParams(query)}`;
  const response = await GET(new NextRequest(url), { params: Promise.resolve({}) });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

test("a viewer finds a payment, in plain JSON that nobody keeps", async () => {
  const { cookie } = await makeOperator(db, shop.tenantId, { role: "viewer" });
  const payment = await makeTransaction(db, shop, { orderId: "P-77", amountRials: 90_000n });
  const { status, headers, body } = await search({ q: "P-۷۷", mode: "live" }, cookie);
  expect(status).toBe(200);
  expect(headers.get("cache-control")).toBe("no-store");
  expect(body.hits).toEqual([
    expect.objectContaining({ type: "transaction", id: payment.id, amountRials: "90000" }),
  ]);
});

test("nobody without a session is answered, and nobody finds another tenant's", async () => {
  await makeTransaction(db, shop, { orderId: "P-78" });
  const asked = { q: "P-78", mode: "live" };
  expect((await search(asked, null)).status).toBe(401);
  const stranger = await makeOperator(db, (await makeShop(db, "live")).tenantId);
  expect((await search(asked, stranger.cookie)).body).toEqual({ hits: [] });
});

test("a question that is none is refused", async () => {
  const { cookie } = await makeOperator(db, shop.tenantId);
  expect((await search({ mode: "live" }, cookie)).status).toBe(422);
  expect((await search({ q: "P-77", mode: "both" }, cookie)).status).toBe(422);
  expect((await search({ q: "x".repeat(3000), mode: "live" }, cookie)).status).toBe(422);
});
