import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Database } from "@/db/client";
import { attempts, transactions } from "@/db/schema/transactions";
import { webhookDeliveries } from "@/db/schema/webhooks";
import type { ActorOf, Context, Role, TenantId } from "@/lib/context";
import {
  makeAttempt,
  makeShop,
  makeTransaction,
  type Shop,
  shopContext,
} from "@/lib/testing/factories";
import { makeOperator } from "@/lib/testing/make-operator";
import { makeEndpoint } from "@/lib/testing/news";
import { type ProviderDouble, startProviderDouble } from "@/lib/testing/provider-double";
import { testContext, testDatabase } from "@/lib/testing/test-context";
import { startWebhookSink } from "@/lib/testing/webhook-sink";
import { runDeliveries } from "@/lib/webhooks/run-deliveries";
import { findPayPage } from "./find-pay-page";
import { RELATED_MAX } from "./find-related";
import { getTransactionStory } from "./get-transaction-story";
import { openTransaction } from "./open-transaction";
import { receiveCallback } from "./receive-callback";
import { recheckTransaction } from "./recheck-transaction";
import { requestBody } from "./schema";

let provider: ProviderDouble;
let sink: Awaited<ReturnType<typeof startWebhookSink>>;
let db: Database;
let shop: Shop;
let operatorId: string;

beforeAll(async () => {
  provider = await startProviderDouble();
  process.env.SANDBOX_URL = provider.url;
  db = await testDatabase();
  shop = await makeShop(db);
  sink = await startWebhookSink((response, _, nth) =>
    nth === 1 ? response.writeHead(503).end("<h1>Busy</h1>") : response.writeHead(204).end(),
  );
  await makeEndpoint(db, shop, `${sink.url}/hook`);
  const { tenantId } = shop;
  operatorId = (await makeOperator(db, { tenantId, name: "سارا", role: "support" })).id;
});
afterAll(() => Promise.all([provider.close(), sink.close()]));

function operator(role: Role = "support", of: Shop = shop): Context<ActorOf<"operator">> {
  const tenantId = of.tenantId as TenantId;
  return testContext(db, { type: "operator", tenantId, operatorId, role });
}

async function open(given: object = {}) {
  const input = requestBody.parse({
    order_id: "S-1",
    amount: 15000,
    currency: "IRT",
    description: "سفارش",
    return_url: "https://shop.example/return",
    payer: { mobile: "09121234567" },
    ...given,
  });
  const { transaction, attempt } = await openTransaction(shopContext(db, shop), input);
  return { id: transaction.id, authority: attempt?.authority ?? "" };
}

test("a payment's whole history, as it was made: by the site, the shopper, the provider, an operator and the webhooks", async () => {
  const { id, authority } = await open();
  await findPayPage(id);
  provider.pay(authority);
  provider.fail("verify", { status: 502, body: "<html>Bad gateway</html>" });
  const shopper = testContext(db, { type: "shopper" });
  await receiveCallback(shopper, "zarinpal", { Authority: authority, Status: "OK" });
  await recheckTransaction(operator(), id);
  await runDeliveries(db, { budgetMs: 20_000 });
  await vi.waitFor(async () => expect(sink.received).toHaveLength(1), 5_000);
  await db.update(webhookDeliveries).set({ nextAttemptAt: sql`now()` });
  await vi.waitFor(async () => {
    await runDeliveries(db, { budgetMs: 20_000 });
    expect(await db.$count(webhookDeliveries, eq(webhookDeliveries.status, "delivered"))).toBe(1);
  }, 5_000);

  const story = await getTransactionStory(operator("viewer"), id);
  expect(story.timeline.map(({ kind }) => kind).reverse()).toEqual([
    "created",
    "opened",
    "handed_off",
    "returned",
    "undecided",
    "rechecked",
    "paid",
    "webhook_refused",
    "webhook_delivered",
  ]);
  const of = (kind: string) => story.timeline.find((line) => line.kind === kind);
  expect(of("created")?.actor).toEqual({
    type: "app",
    id: shop.key.id,
    name: shop.key.publicId,
  });
  expect(of("opened")?.facts.authority).toBe(authority);
  expect(of("returned")).toMatchObject({ actor: { type: "shopper" }, facts: { hint: "ok" } });
  expect(of("undecided")).toMatchObject({
    facts: { why: "server_error" },
    answers: [{ call: "verify", httpStatus: 502, said: null }],
  });
  expect(of("rechecked")?.actor).toMatchObject({ id: operatorId, name: "سارا" });
  expect(of("paid")).toMatchObject({
    actor: { name: "سارا" },
    facts: { refId: story.attempt?.refId },
    answers: [{ call: "verify", said: { code: "100" } }],
  });
  expect(of("webhook_refused")).toMatchObject({
    facts: { delivery: { attempt: 1, httpStatus: 503, type: "transaction.paid" } },
    raw: [{ title: "response", text: "<h1>Busy</h1>" }],
  });
  expect(JSON.stringify(story.timeline)).not.toContain(shop.account.merchantId);
  expect(story).toMatchObject({
    app: { id: shop.app.id, name: shop.app.name, latePayment: "return" },
    key: { publicId: shop.key.publicId },
    transaction: { id, status: "paid" },
    deliveries: [{ status: "delivered", attempt: 2 }],
    refunds: [],
  });
  expect([...story.accounts]).toEqual([[shop.account.id, "test account"]]);
  expect(story.feeBy).toBe("merchant");
});

test("other tries at the order, and how much else came from the card and the mobile, of this app and mode", async () => {
  const payer = { payerMobile: "09350000001" };
  const paid = { status: "paid" as const, paidAt: new Date() };
  const card = { status: "paid" as const, cardPan: "603799******7893" };
  const one = await makeTransaction(db, shop, { orderId: "same", status: "failed", ...payer });
  const two = await makeTransaction(db, shop, { orderId: "same", ...payer, ...paid });
  const elsewhere = await makeTransaction(db, shop, { orderId: "other", ...payer, ...paid });
  await makeAttempt(db, shop, two, card);
  await makeAttempt(db, shop, elsewhere, card);
  await makeAttempt(db, shop, await makeTransaction(db, shop, { ...paid }), {
    ...card,
    cardPan: "610433******7893",
  });
  // None of these is this payer's here: another mode, another tenant.
  const live = await makeShop(db, "live");
  const stranger = await makeShop(db);
  await makeTransaction(db, live, { orderId: "same", ...payer });
  await makeAttempt(db, stranger, await makeTransaction(db, stranger, { orderId: "same" }), card);

  const { related } = await getTransactionStory(operator(), two.id);
  expect(related.order).toMatchObject([{ id: one.id, status: "failed", amountRials: 150_000n }]);
  expect(related).toMatchObject({ card: 1, mobile: 2 });
  const unknown = await makeTransaction(db, shop, {});
  expect((await getTransactionStory(operator(), unknown.id)).related).toEqual({
    order: [],
    card: null,
    mobile: null,
  });
});

test("counting related payments ends somewhere", async () => {
  await db.execute(sql`
    insert into payment.transactions (id, tenant_id, profile_id, app_id, key_id, mode, order_id, content_hash,
      status, amount_rials, amount_sent, currency, description, method, locale, return_url, payer_mobile,
      metadata, event_seq, expires_at)
    select 'trx_' || lpad(n::text, 26, '0'), ${shop.tenantId}, ${shop.profileId}, ${shop.app.id}, ${shop.key.id},
      'test', 'many-' || n, '', 'open', 10000, 10000, 'IRR', 'd', 'card', 'fa', 'https://shop.example/', '09350000002',
      '{}', 0, now()
    from generate_series(1, ${RELATED_MAX + 20}) n`);
  const [row] = await db.select().from(transactions).where(eq(transactions.orderId, "many-1"));
  const { related } = await getTransactionStory(operator(), row?.id ?? "");
  expect(related.mobile).toBe(RELATED_MAX);
});

test("another tenant's is not there, nor is what is no id; a transaction without anything has a page", async () => {
  const stranger = await makeShop(db);
  const foreign = await makeTransaction(db, stranger, {});
  for (const id of [foreign.id, "trx_00000000000000000000000000", "x"]) {
    await expect(getTransactionStory(operator(), id)).rejects.toMatchObject({
      reason: "transaction_not_found",
    });
  }
  const bare = await getTransactionStory(operator("viewer", stranger), foreign.id);
  expect(bare).toMatchObject({ timeline: [], attempts: [], deliveries: [], attempt: null });
  expect(await db.$count(attempts, eq(attempts.transactionId, foreign.id))).toBe(0);
});
