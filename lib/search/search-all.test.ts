import { beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { operators } from "@/db/schema/operators";
import { refunds } from "@/db/schema/refunds";
import { webhookDeliveries, webhookEndpoints, webhookEvents } from "@/db/schema/webhooks";
import type { ActorOf, Context, Role, TenantId } from "@/lib/context";
import { mintId } from "@/lib/ids/mint-id";
import {
  makeAccount,
  makeApp,
  makeAttempt,
  makeKey,
  makeShop,
  makeTransaction,
  type Shop,
} from "@/lib/testing/factories";
import { testContext, testDatabase } from "@/lib/testing/test-context";
import { searchAll } from "./search-all";

const AUTHORITY = "A00000000000000000000000000987654321";

let db: Database;
let shop: Shop;
let ctx: Context<ActorOf<"operator">>;
let paid: { id: string };
let refundId: string;
let deliveryId: string;
let endpointId: string;
let operatorId: string;

const operator = (tenantId: string, role: Role = "viewer") =>
  testContext(db, {
    type: "operator",
    tenantId: tenantId as TenantId,
    operatorId: mintId("operator"),
    role,
  });

beforeAll(async () => {
  db = await testDatabase();
  shop = await makeShop(db, "live");
  ctx = operator(shop.tenantId);
  const app = await makeApp(db, { name: "كتاب‌فروشیِ گل", slug: "book-shop" }, shop);
  await makeApp(db, { name: "کتاب کهنه", slug: "old-books", archivedAt: new Date() }, shop);
  shop = { ...shop, app, key: await makeKey(db, app, { mode: "live" }) };
  const mode = "live";
  paid = await makeTransaction(db, shop, {
    orderId: "A-1001",
    status: "paid",
    paidAt: new Date(),
    payerMobile: "09121234567",
    amountRials: 720_000n,
  });
  const attempt = await makeAttempt(db, shop, paid, {
    status: "paid",
    authority: AUTHORITY,
    refId: "59421827101",
    cardPan: "603799******7893",
  });
  refundId = mintId("refund");
  await db.insert(refunds).values({
    id: refundId,
    transactionId: paid.id,
    mode,
    tenantId: shop.tenantId,
    appId: app.id,
    attemptId: attempt.id,
    provider: "zarinpal",
    method: "refund",
    status: "pending",
    contentHash: "none",
    amountRials: 20_000n,
    amountSent: 20_000n,
    currency: "IRR",
    requestedByType: "operator",
    requestedById: "usr_1",
  });
  endpointId = mintId("endpoint");
  const { tenantId } = shop;
  await db.insert(webhookEndpoints).values({
    id: endpointId,
    tenantId,
    appId: app.id,
    mode,
    url: "https://shop.example/hook",
    secretEnc: "none",
  });
  const eventId = mintId("event");
  const type = "transaction.paid";
  await db.insert(webhookEvents).values({
    id: eventId,
    appId: app.id,
    mode,
    type,
    seq: 1n,
    transactionId: paid.id,
    body: "{}",
  });
  deliveryId = mintId("delivery");
  await db
    .insert(webhookDeliveries)
    .values({ id: deliveryId, eventId, endpointId, mode, type, status: "dead" });
  operatorId = mintId("operator");
  await db.insert(operators).values({
    id: operatorId,
    tenantId,
    email: "sara@shop.example",
    name: "سارا کریمی",
    role: "support",
    passwordHash: "none",
  });
});

const search = (q: string) => searchAll(ctx, { q, mode: "live" });
const found = async (q: string) => (await search(q)).map(({ type, id }) => [type, id]);

test("a payment is found by whatever an operator has at hand", async () => {
  const whole = `http://localhost:3000/admin/transactions/${paid.id}?x=1`;
  for (const q of [
    paid.id,
    ` ${paid.id}\u200f`,
    whole,
    "A-1001",
    AUTHORITY,
    "59421827101",
    "۵۹۴۲۱۸۲۷۱۰۱",
    "09121234567",
    "+98 912 123 4567",
    "٠٩١٢١٢٣٤٥٦٧",
    "7893",
    "۷۸۹۳",
  ]) {
    expect(await found(q), q).toEqual([["transaction", paid.id]]);
  }
  expect((await search("A-1001"))[0]).toMatchObject({
    mode: "live",
    status: "paid",
    amountRials: "720000",
    orderId: "A-1001",
    appName: "كتاب‌فروشیِ گل",
  });
});

test("each id leads to its own thing, and a public key to its app", async () => {
  expect(await found(refundId)).toEqual([["refund", refundId]]);
  expect(await found(deliveryId)).toEqual([["delivery", deliveryId]]);
  expect(await found(endpointId)).toEqual([["endpoint", endpointId]]);
  expect(await found(shop.app.id)).toEqual([["app", shop.app.id]]);
  expect(await found(operatorId)).toEqual([["operator", operatorId]]);
  expect(await search(shop.key.publicId)).toEqual([
    expect.objectContaining({ type: "key", id: shop.key.id, appId: shop.app.id }),
  ]);
});

test("apps and operators are found by name in any spelling", async () => {
  for (const q of ["کتابفروشی", "كتاب", "گل کتاب", "کتاب فروشی", "BOOK-shop"]) {
    expect(await found(q), q).toEqual([["app", shop.app.id]]);
  }
  for (const q of ["سارا كريمي", "کریمی", "sara@"]) {
    expect(await found(q), q).toEqual([["operator", operatorId]]);
  }
});

test("what means nothing, or too little, is not found", async () => {
  for (const q of [
    "",
    " ",
    "ک",
    "هیچ‌کس",
    "trx_01ARZ3NDEKTSV4RRFFQ69G5FAV",
    "%",
    "_",
    "' or 1=1 --",
  ]) {
    expect(await search(q), q).toEqual([]);
  }
});

test("another tenant finds nothing of it", async () => {
  ctx = operator((await makeShop(db, "live")).tenantId, "owner");
  const ids = [paid.id, refundId, deliveryId, endpointId, shop.app.id, operatorId];
  for (const q of [...ids, shop.key.publicId, "A-1001", AUTHORITY, "7893", "کتاب", "سارا"]) {
    expect(await search(q), q).toEqual([]);
  }
  ctx = operator(shop.tenantId);
});

test("at most twelve are shown, payments of the shown mode first", async () => {
  const account = await makeAccount(db, shop, "test");
  const key = await makeKey(db, shop.app, { mode: "test" });
  const sandbox = { ...shop, account, key };
  const payerMobile = "09351112233";
  for (let i = 0; i < 8; i++) {
    await makeTransaction(db, shop, { payerMobile });
    await makeTransaction(db, sandbox, { payerMobile });
  }
  const hits = await search(payerMobile);
  const modes = hits.map((hit) => "mode" in hit && hit.mode);
  expect(modes).toEqual([...Array(6).fill("live"), ...Array(6).fill("test")]);
});
