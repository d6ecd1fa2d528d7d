import { eq, sql } from "drizzle-orm";
import { NextRequest } from "next/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { GET, POST } from "@/app/callback/zarinpal/route";
import type { Database } from "@/db/client";
import { clientApps } from "@/db/schema/apps";
import { auditLog } from "@/db/schema/operators";
import { attempts, transactionEvents, transactions } from "@/db/schema/transactions";
import { webhookEvents } from "@/db/schema/webhooks";
import { hmacHex, type ReturnFields, returnStringToSign } from "@/lib/signing/fp1";
import {
  makeAttempt,
  makeShop,
  makeTransaction,
  type Shop,
  shopContext,
} from "@/lib/testing/factories";
import { type ProviderDouble, startProviderDouble } from "@/lib/testing/provider-double";
import { testContext, testDatabase } from "@/lib/testing/test-context";
import { claimAttempt } from "./claim-attempt";
import { inquireTransaction } from "./inquire-transaction";
import { openTransaction } from "./open-transaction";
import { reconcileDue } from "./reconcile-due";
import { recordPaid } from "./record-paid";
import { requestBody } from "./schema";

let provider: ProviderDouble;
let db: Database;
let shop: Shop;
let orders = 0;

beforeAll(async () => {
  provider = await startProviderDouble();
  process.env.SANDBOX_URL = provider.url;
  db = await testDatabase();
  shop = await makeShop(db);
});
afterAll(() => provider.close());

async function open(of: Shop = shop, given: object = {}) {
  const input = requestBody.parse({
    order_id: `S-${++orders}`,
    amount: 15000,
    currency: "IRT",
    description: "سفارش",
    return_url: "https://shop.example/return?cart=1",
    ...given,
  });
  const { transaction, attempt } = await openTransaction(shopContext(db, of), input);
  return { id: transaction.id, authority: attempt?.authority ?? "", orderId: transaction.orderId };
}

const route = { params: Promise.resolve({}) };
const callback = (authority: string, status = "OK") =>
  GET(
    new NextRequest(
      `http://localhost:3000/callback/zarinpal?Authority=${authority}&Status=${status}`,
    ),
    route,
  );
const statusOf = async (id: string) => {
  const [row] = await db.select().from(transactions).where(eq(transactions.id, id));
  return row?.status;
};
const verifiesOf = (authority: string) =>
  provider.callsOf("verify").filter(({ body }) => body.authority === authority);
const eventTypes = async (id: string) => {
  const rows = await db
    .select()
    .from(transactionEvents)
    .where(eq(transactionEvents.transactionId, id));
  return rows.sort((a, b) => a.seq - b.seq).map(({ type }) => type);
};
const newsOf = (id: string) =>
  db.select().from(webhookEvents).where(eq(webhookEvents.transactionId, id));
const dueNow = (id: string) =>
  db.update(attempts).set({ nextCheckAt: sql`now()` }).where(eq(attempts.transactionId, id));
const system = () => testContext(db, { type: "system", job: "reconcile" });

test("a paid shopper returns to the shop with a signed result, and the books say so once", async () => {
  const { id, authority, orderId } = await open();
  provider.pay(authority);
  const response = await callback(authority);
  expect(response.status).toBe(302);
  const url = new URL(response.headers.get("location") ?? "");
  expect(url.origin + url.pathname).toBe("https://shop.example/return");
  expect(url.searchParams.get("cart")).toBe("1");
  const { cart, signature, ...fields } = Object.fromEntries(url.searchParams);
  expect(fields).toMatchObject({
    transaction_id: id,
    order_id: orderId,
    status: "paid",
    amount: "15000",
  });
  expect(fields.ref_id).toMatch(/^\d+$/);
  expect(hmacHex(shop.key.secret, returnStringToSign(fields as ReturnFields))).toBe(signature);
  expect(verifiesOf(authority)[0]?.body.amount).toBe(150_000);
  expect(await eventTypes(id)).toEqual([
    "transaction.created",
    "attempt.opened",
    "callback.received",
    "transaction.paid",
  ]);
  const news = await newsOf(id);
  expect(news.map(({ type }) => type)).toEqual(["transaction.paid"]);
  expect(JSON.parse(news[0]?.body ?? "")).toMatchObject({
    type: "transaction.paid",
    id: news[0]?.id,
    data: { transaction: { id, status: "paid", ref_id: fields.ref_id } },
  });
  const audit = await db.select().from(auditLog).where(eq(auditLog.entityId, id));
  expect(audit.map(({ action }) => action).sort()).toEqual([
    "transaction.create",
    "transaction.open",
    "transaction.paid",
  ]);
});

test("an authority paid for order A can never pay order B (CVE-2026-2592)", async () => {
  const [a, b] = [await open(), await open()];
  provider.pay(a.authority);
  await callback(a.authority);
  // Whatever else the callback claims, it speaks for the order whose authority it carries.
  const forged = `http://localhost:3000/callback/zarinpal?Authority=${a.authority}&Status=OK&transaction_id=${b.id}&order_id=${b.orderId}&amount=1`;
  const response = await GET(new NextRequest(forged), route);
  expect(response.headers.get("location")).toContain(`transaction_id=${a.id}`);
  expect(await statusOf(b.id)).toBe("open");
  expect(verifiesOf(b.authority)).toHaveLength(0);
  await expect(
    db.update(attempts).set({ authority: a.authority }).where(eq(attempts.transactionId, b.id)),
  ).rejects.toThrow();
});

test("100 parallel callbacks: one verify effect, one paid event, one outbox row", async () => {
  const { id, authority } = await open();
  provider.pay(authority);
  const answers = await Promise.all(Array.from({ length: 100 }, () => callback(authority)));
  expect(answers.every(({ status }) => status === 302)).toBe(true);
  const results = answers.map((one) =>
    new URL(one.headers.get("location") ?? "").searchParams.get("status"),
  );
  expect(new Set(results)).toEqual(new Set(["paid"]));
  expect((await eventTypes(id)).filter((type) => type === "transaction.paid")).toHaveLength(1);
  expect(await newsOf(id)).toHaveLength(1);
});

test("101 seen first by us is a payment all the same", async () => {
  const { id, authority } = await open();
  provider.pay(authority);
  provider.fail("verify", "commit_then_drop");
  const lost = await callback(authority);
  expect(lost.headers.get("location")).toContain("status=verifying");
  expect(await statusOf(id)).toBe("verifying");
  await dueNow(id);
  await reconcileDue(system(), 5_000);
  expect(await statusOf(id)).toBe("paid");
  expect(await newsOf(id)).toHaveLength(1);
});

test.each([
  ["a 502 page", { status: 502, body: "<html>Bad gateway</html>" }],
  ["a reset connection", "drop" as const],
  ["an answer that is not JSON", { status: 200, body: "OK" }],
  [
    "a merchant error",
    { status: 401, body: '{"data":[],"errors":{"code":-11,"message":"x","validations":[]}}' },
  ],
])("%s at verify is unknown, never failed", async (_name, fault) => {
  const { id, authority } = await open();
  provider.pay(authority);
  provider.fail("verify", fault);
  const response = await callback(authority);
  expect(response.headers.get("location")).toContain("status=verifying");
  expect(await statusOf(id)).toBe("verifying");
  expect(await newsOf(id)).toHaveLength(0);
});

test("NOK on an unpaid authority cancels at once; NOK on a paid one ends paid", async () => {
  const [left, paid] = [await open(), await open()];
  expect((await callback(left.authority, "NOK")).headers.get("location")).toContain(
    "status=canceled",
  );
  expect((await newsOf(left.id)).map(({ type }) => type)).toEqual(["transaction.canceled"]);
  provider.pay(paid.authority);
  expect((await callback(paid.authority, "NOK")).headers.get("location")).toContain("status=paid");
});

test("OK for a payment the provider does not see yet stays verifying and is asked again", async () => {
  const { id, authority } = await open();
  expect((await callback(authority)).headers.get("location")).toContain("status=verifying");
  await dueNow(id);
  await reconcileDue(system(), 5_000);
  expect(await statusOf(id)).toBe("verifying");
  provider.pay(authority);
  await dueNow(id);
  await reconcileDue(system(), 5_000);
  expect(await statusOf(id)).toBe("paid");
});

test("another amount at the provider freezes the transaction for an operator", async () => {
  const { id, authority } = await open();
  provider.pay(authority);
  const session = provider.session(authority);
  if (session) session.amount = 1;
  expect((await callback(authority)).headers.get("location")).toContain("status=verifying");
  const [row] = await db.select().from(transactions).where(eq(transactions.id, id));
  expect(row).toMatchObject({ status: "verifying", exception: "amount_mismatch" });
  const [attempt] = await db.select().from(attempts).where(eq(attempts.transactionId, id));
  expect(attempt?.nextCheckAt).toBeNull();
});

test.each(["Authority=x&Status=OK", "Status=OK", "", "Authority=../../refund%3Fx&Status=OK"])(
  "a malformed callback (%s) is not found and calls nobody",
  async (query) => {
    const before = provider.calls.length;
    const response = await GET(
      new NextRequest(`http://localhost:3000/callback/zarinpal?${query}`, {
        headers: { accept: "application/json" },
      }),
      route,
    );
    expect(response.status).toBe(404);
    expect(((await response.json()) as { error: { reason: string } }).error.reason).toBe(
      "transaction_not_found",
    );
    expect(provider.calls.length).toBe(before);
  },
);

test("an unknown authority is a page for people and calls nobody", async () => {
  const before = provider.calls.length;
  const unknown = new NextRequest(
    `http://localhost:3000/callback/zarinpal?Authority=S${"0".repeat(33)}zz&Status=OK`,
  );
  const response = await GET(unknown, route);
  expect(response.status).toBe(404);
  expect(response.headers.get("content-type")).toContain("text/html");
  expect(provider.calls.length).toBe(before);
});

test("a provider may post its return as a form", async () => {
  const { authority } = await open();
  provider.pay(authority);
  const request = new NextRequest("http://localhost:3000/callback/zarinpal", {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: `Authority=${authority}&Status=OK`,
  });
  const response = await POST(request, route);
  expect(response.status).toBe(302);
  expect(response.headers.get("location")).toContain("status=paid");
});

test("a shopper who never came back is found by the reconciler", async () => {
  const { id, authority } = await open();
  provider.pay(authority);
  await dueNow(id);
  const summary = await reconcileDue(system(), 5_000);
  expect(summary.settled).toBeGreaterThan(0);
  expect(await statusOf(id)).toBe("paid");
});

test("expiry is declared only once the provider said that nothing was paid", async () => {
  const { id, authority } = await open();
  await db
    .update(transactions)
    .set({ expiresAt: sql`now() - interval '1 second'` })
    .where(eq(transactions.id, id));
  provider.fail("inquiry", "drop");
  provider.fail("verify", "drop");
  await dueNow(id);
  await reconcileDue(system(), 5_000);
  expect(await statusOf(id)).not.toBe("expired");
  await dueNow(id);
  await reconcileDue(system(), 5_000);
  expect(await statusOf(id)).toBe("expired");
  expect(verifiesOf(authority).length).toBeGreaterThan(0);
  expect((await newsOf(id)).map(({ type }) => type)).toEqual(["transaction.expired"]);
});

test("a session that died of age at the provider too has expired, not failed", async () => {
  const { id, authority } = await open();
  provider.decline(authority);
  await db
    .update(transactions)
    .set({ expiresAt: sql`now() - interval '1 second'` })
    .where(eq(transactions.id, id));
  await dueNow(id);
  await reconcileDue(system(), 5_000);
  expect(await statusOf(id)).toBe("expired");
});

test("a payment that the bank declined fails as soon as the provider says so", async () => {
  const { id, authority } = await open();
  await callback(authority);
  provider.decline(authority);
  await dueNow(id);
  await reconcileDue(system(), 5_000);
  expect(await statusOf(id)).toBe("failed");
  const [row] = await db.select().from(transactions).where(eq(transactions.id, id));
  expect(row).toMatchObject({ failureCode: "-51", failureReason: "payment_failed" });
});

test("inquiry heals on read, and asks at most once in five seconds", async () => {
  const { id, authority, orderId } = await open();
  provider.pay(authority);
  const ctx = shopContext(db, shop);
  const healed = await inquireTransaction(ctx, { order_id: orderId });
  expect(healed.transaction).toMatchObject({ id, status: "paid" });
  const waiting = await open();
  const before = provider.calls.length;
  await Promise.all(Array.from({ length: 20 }, () => inquireTransaction(ctx, { id: waiting.id })));
  expect(provider.calls.length - before).toBe(1);
});

test("another app's transaction is simply not there", async () => {
  const stranger = await makeShop(db);
  const { id, authority, orderId } = await open();
  for (const by of [{ id }, { authority }, { order_id: orderId }]) {
    await expect(inquireTransaction(shopContext(db, stranger), by)).rejects.toMatchObject({
      code: "not_found",
      reason: "transaction_not_found",
    });
  }
});

test("money after the end is not verified, unless the app accepts it and the order is unpaid", async () => {
  const accepting = await makeShop(db);
  await db
    .update(clientApps)
    .set({ latePayment: "accept" })
    .where(eq(clientApps.id, accepting.app.id));
  for (const [of, expected] of [
    [shop, "canceled"],
    [accepting, "paid"],
  ] as const) {
    const { id, authority } = await open(of);
    await callback(authority, "NOK");
    provider.pay(authority);
    const before = verifiesOf(authority).length;
    expect((await callback(authority)).headers.get("location")).toContain(`status=${expected}`);
    const [row] = await db.select().from(transactions).where(eq(transactions.id, id));
    expect(row?.lateAt !== null).toBe(expected === "paid");
    if (expected === "canceled") expect(verifiesOf(authority).length).toBe(before);
  }
});

test("two processes that both verified a payment book it once, and neither calls it an exception", async () => {
  const { id, authority } = await open();
  provider.pay(authority);
  const [attempt] = await db.select().from(attempts).where(eq(attempts.transactionId, id));
  const claim = await claimAttempt(system(), attempt?.id ?? "", { by: "callback", hint: "ok" });
  if (!claim) throw new Error("not claimed");
  const verified = {
    refId: "700000000001",
    cardPan: null,
    cardHash: null,
    feeRials: null,
    repeated: false,
  };
  // The lease only saves calls; here it has not, and what is left is the guarded update.
  const exchange = { call: "verify", request: {}, response: null, durationMs: 1 };
  await Promise.all([1, 2, 3].map(() => recordPaid(system(), claim, verified, [exchange])));
  const types = await eventTypes(id);
  expect(types.filter((type) => type === "transaction.paid")).toHaveLength(1);
  expect(types).not.toContain("transaction.excepted");
  expect(await newsOf(id)).toHaveLength(1);
  const audit = await db.select().from(auditLog).where(eq(auditLog.entityId, id));
  expect(audit.filter(({ action }) => action === "transaction.paid")).toHaveLength(1);
});

test("a payment and its news are one: while the news cannot be written it is not paid", async () => {
  const { id, authority } = await open();
  provider.pay(authority);
  await db.execute(sql`
    create function payment.refuse_news() returns trigger language plpgsql
      as $$ begin raise exception 'the outbox is full'; end $$`);
  await db.execute(sql`create trigger refuse_news before insert on payment.webhook_events
    for each row execute function payment.refuse_news()`);
  try {
    await callback(authority);
    expect(await statusOf(id)).not.toBe("paid");
  } finally {
    await db.execute(sql`drop function payment.refuse_news cascade`);
  }
  await db
    .update(attempts)
    .set({ nextCheckAt: sql`now()`, leaseUntil: null, leaseToken: null })
    .where(eq(attempts.transactionId, id));
  await reconcileDue(system(), 5_000);
  expect(await statusOf(id)).toBe("paid");
  expect(await newsOf(id)).toHaveLength(1);
});

test("an order paid late is paid: it cannot be opened again", async () => {
  const accepting = await makeShop(db);
  await db
    .update(clientApps)
    .set({ latePayment: "accept" })
    .where(eq(clientApps.id, accepting.app.id));
  const { authority, orderId } = await open(accepting);
  await callback(authority, "NOK");
  provider.pay(authority);
  await callback(authority);
  await expect(open(accepting, { order_id: orderId })).rejects.toMatchObject({
    code: "conflict",
    reason: "order_already_paid",
  });
});

test("one order is paid once, by a constraint of the database", async () => {
  const first = await makeTransaction(db, shop, {
    orderId: "twice",
    status: "paid",
    paidAt: new Date(),
  });
  await expect(makeTransaction(db, shop, { orderId: "twice", status: "open" })).rejects.toThrow();
  await expect(
    makeTransaction(db, shop, {
      orderId: "twice",
      status: "paid",
      paidAt: new Date(),
      lateAt: new Date(),
    }),
  ).rejects.toThrow();
  await expect(makeAttempt(db, shop, first, { mode: "live" })).rejects.toThrow();
});

test("history cannot be rewritten", async () => {
  const { id } = await open();
  for (const statement of [
    sql`update payment.transaction_events set type = 'x' where transaction_id = ${id}`,
    sql`delete from payment.transaction_events where transaction_id = ${id}`,
    sql`truncate payment.audit_log`,
  ]) {
    await expect(db.execute(statement)).rejects.toThrow();
  }
});
