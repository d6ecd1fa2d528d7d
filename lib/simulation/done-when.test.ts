import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { NextRequest } from "next/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { GET } from "@/app/callback/zarinpal/route";
import type { Database } from "@/db/client";
import { ledgerEntries } from "@/db/schema/money";
import { attempts, transactionEvents, transactions } from "@/db/schema/transactions";
import { webhookEvents } from "@/db/schema/webhooks";
import { makeShop, type Shop, shopContext } from "@/lib/testing/factories";
import { type ProviderDouble, startProviderDouble } from "@/lib/testing/provider-double";
import { testContext, testDatabase } from "@/lib/testing/test-context";
import { inquireTransaction } from "@/lib/transactions/inquire-transaction";
import { openTransaction } from "@/lib/transactions/open-transaction";
import { reconcileDue } from "@/lib/transactions/reconcile-due";
import { requestBody } from "@/lib/transactions/schema";

let provider: ProviderDouble;
let db: Database;
let shop: Shop;

beforeAll(async () => {
  provider = await startProviderDouble();
  process.env.SANDBOX_URL = provider.url;
  db = await testDatabase();
  shop = await makeShop(db);
});
afterAll(() => provider.close());

async function open() {
  const input = requestBody.parse({
    order_id: randomUUID(),
    amount: 15_000,
    currency: "IRT",
    description: "سفارش",
    return_url: "https://shop.example/return",
  });
  const { transaction, attempt } = await openTransaction(shopContext(db, shop), input);
  return { id: transaction.id, authority: attempt?.authority ?? "" };
}

async function callBack(authority: string, forgery = ""): Promise<string> {
  const url = `http://localhost:3000/callback/zarinpal?Authority=${authority}&Status=OK${forgery}`;
  const response = await GET(new NextRequest(url), { params: Promise.resolve({}) });
  expect(response.status).toBe(302);
  return response.headers.get("location") ?? "";
}

const effectsOf = async (id: string) => {
  const events = await db
    .select()
    .from(transactionEvents)
    .where(eq(transactionEvents.transactionId, id));
  const ledger = await db.select().from(ledgerEntries).where(eq(ledgerEntries.transactionId, id));
  const news = await db.select().from(webhookEvents).where(eq(webhookEvents.transactionId, id));
  return {
    paidEvents: events.filter(({ type }) => type === "transaction.paid").length,
    paymentEntries: ledger
      .filter(({ kind }) => kind === "payment")
      .map(({ account, amountRials }) => `${account} ${amountRials}`)
      .sort(),
    ledgerSum: ledger.reduce((sum, { amountRials }) => sum + amountRials, 0n),
    news: news.map(({ type }) => type),
  };
};

test("100 parallel callbacks, an inquiry and the cron: one verify effect, one paid event, one ledger pair, one outbox row", async () => {
  const { id, authority } = await open();
  provider.pay(authority);
  await db
    .update(attempts)
    .set({ nextCheckAt: new Date(0) })
    .where(eq(attempts.transactionId, id));
  const system = testContext(db, { type: "system", job: "reconcile" });
  const site = shopContext(db, shop);
  const [callbacks] = await Promise.all([
    Promise.all(Array.from({ length: 100 }, () => callBack(authority))),
    inquireTransaction(site, { id }),
    reconcileDue(system, 5_000),
    reconcileDue(system, 5_000),
  ]);
  const told = callbacks.map((location) => new URL(location).searchParams.get("status"));
  expect(new Set(told)).toEqual(new Set(["paid"]));
  expect(provider.session(authority)?.state).toBe("VERIFIED");
  expect(await effectsOf(id)).toEqual({
    paidEvents: 1,
    paymentEntries: ["merchant_payable -150000", "provider_clearing 150000"],
    ledgerSum: 0n,
    news: ["transaction.paid"],
  });
  const verifies = provider.callsOf("verify").filter(({ body }) => body.authority === authority);
  expect(verifies).toHaveLength(1);
});

test("what a callback says besides its authority is not read: neither amount nor transaction", async () => {
  const [paid, unpaid] = [await open(), await open()];
  provider.pay(paid.authority);
  const forgery = `&amount=1&transaction_id=${unpaid.id}`;
  expect(await callBack(paid.authority, forgery)).toContain(`transaction_id=${paid.id}`);
  const statusOf = async (id: string) => {
    const [row] = await db.select().from(transactions).where(eq(transactions.id, id));
    return `${row?.status} ${row?.exception}`;
  };
  expect(await statusOf(paid.id)).toBe("paid null");
  expect(await statusOf(unpaid.id)).toBe("open null");
  const verify = provider.callsOf("verify").find(({ body }) => body.authority === paid.authority);
  expect(verify?.body.amount).toBe(150_000);
});
