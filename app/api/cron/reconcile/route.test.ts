import { sql } from "drizzle-orm";
import { NextRequest } from "next/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { cronSecret } from "@/lib/gates/cron";
import { holdRefunds } from "@/lib/holds/hold-refunds";
import { makeShop } from "@/lib/testing/factories";
import { actReally, openReally } from "@/lib/testing/real-payment";
import { type Simulator, startSimulator } from "@/lib/testing/refund-shop";
import { testContext, testDatabase } from "@/lib/testing/test-context";
import { POST } from "./route";

let simulator: Simulator;
let db: Database;
beforeAll(async () => {
  simulator = await startSimulator();
  db = await testDatabase();
});
afterAll(() => simulator.close());

async function call(authorization = `Bearer ${cronSecret()}`) {
  const url = "http://localhost:3000/api/cron/reconcile";
  const request = new NextRequest(url, { method: "POST", headers: { authorization } });
  const response = await POST(request, { params: Promise.resolve({}) });
  return { status: response.status, body: await response.json() };
}

test("settles what is due, checks the books once an hour, and says what a hold waits for", async () => {
  const payment = await openReally(db, await makeShop(db));
  await actReally(db, payment, "pay");
  await db.execute(sql`update payment.attempts set next_check_at = now()`);
  expect(await call()).toMatchObject({ status: 200, body: { settled: 1, books_broken: [] } });
  const again = await call();
  expect(again.body).not.toHaveProperty("books_broken");
  expect(again.body).not.toHaveProperty("refunds_held");

  await holdRefunds(testContext(db, { type: "system", job: "test" }));
  // A provider that does not answer: its list stays unread, and refunds stay held.
  simulator.lose(/unVerified/i, "before");
  expect((await call()).body).toMatchObject({ refunds_held: { attempts: 0, accounts: 1 } });
  await db.execute(sql`update payment.provider_accounts set next_sweep_at = now()`);
  expect((await call()).body).not.toHaveProperty("refunds_held");
});

test("without its secret nothing runs", async () => {
  const runs = () => db.execute(sql`select next_run_at::text from payment.job_runs`);
  await db.execute(sql`update payment.job_runs set next_run_at = now() - interval '1 minute'`);
  const before = [...(await runs())];
  expect(await call("Bearer wrong")).toMatchObject({ status: 401 });
  expect([...(await runs())]).toEqual(before);
});
