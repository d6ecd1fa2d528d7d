import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "@/db/client";
import { openPool } from "@/db/driver";
import { testDatabaseUrl } from "@/lib/testing/test-context";
import { inquirePayment } from "./inquire-payment";
import { requestPayment } from "./request-payment";
import { verifyPayment } from "./verify-payment";

const statements: string[] = [];
let pool: ReturnType<typeof openPool>;
let db: Database;
beforeAll(async () => {
  pool = openPool(await testDatabaseUrl());
  db = drizzle(pool, { logger: { logQuery: (query) => statements.push(query) } });
});
afterAll(() => pool.end());

it("request, verify and inquiry are one statement each, so that load tests measure the broker", async () => {
  const merchant_id = "f0e1d2c3-b4a5-4968-8777-665544332211";
  const input = {
    merchant_id,
    amount: 20_000,
    description: "d",
    callback_url: "https://a.example",
  };
  const { body } = await requestPayment(db, input, new Date());
  expect(statements.splice(0)).toHaveLength(1);
  const { authority } = (body as { data: { authority: string } }).data;
  await verifyPayment(db, { merchant_id, authority, amount: 20_000 }, new Date());
  expect(statements.splice(0)).toHaveLength(1);
  await inquirePayment(db, { merchant_id, authority }, new Date());
  expect(statements.splice(0)).toHaveLength(1);
});
