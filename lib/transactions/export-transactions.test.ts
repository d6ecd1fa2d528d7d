import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { auditLog } from "@/db/schema/operators";
import { transactions } from "@/db/schema/transactions";
import type { ActorOf, Context, TenantId } from "@/lib/context";
import { mintId, ulid } from "@/lib/ids/mint-id";
import { makeAttempt, makeShop, makeTransaction, type Shop } from "@/lib/testing/factories";
import { testContext, testDatabase } from "@/lib/testing/test-context";
import { NO_FILTERS } from "./console/schema";
import { exportTransactions } from "./export-transactions";

let db: Database;
let shop: Shop;
let ctx: Context<ActorOf<"operator">>;

beforeEach(async () => {
  db = await testDatabase();
  shop = await makeShop(db);
  const tenantId = shop.tenantId as TenantId;
  const operatorId = mintId("operator");
  ctx = testContext(db, { type: "operator", tenantId, operatorId, role: "viewer" });
});

const T0 = Date.parse("2026-11-20T20:29:00Z");
const idAt = (n: number) => `trx_${ulid(T0 + n * 1_000)}`;

/** Many rows in one statement, a second apart; their amounts go up and down. */
async function addMany(count: number): Promise<void> {
  const sample = await makeTransaction(db, shop, { id: idAt(0), createdAt: new Date(T0) });
  const rows = Array.from({ length: count - 1 }, (_, n) => ({
    ...sample,
    id: idAt(n + 1),
    orderId: `order-${n + 1}`,
    amountRials: BigInt(10_000 + ((n * 7) % 13) * 1_000),
    createdAt: new Date(T0 + (n + 1) * 1_000),
  }));
  for (let n = 0; n < rows.length; n += 500)
    await db.insert(transactions).values(rows.slice(n, n + 500));
}

async function read(pieces: AsyncGenerator<string>): Promise<string[][]> {
  let text = "";
  for await (const piece of pieces) text += piece;
  expect(text.startsWith("\uFEFF")).toBe(true);
  const lines = text.slice(1).split("\r\n");
  expect(lines.pop()).toBe("");
  return lines.map((line) => line.slice(1, -1).split('","'));
}

const audits = () =>
  db.select().from(auditLog).where(eq(auditLog.entityId, ctx.requestId)).orderBy(auditLog.id);

test("every row leaves once, in the list's order, over many batches", async () => {
  await addMany(2_345);
  for (const sort of ["-created", "amount"] as const) {
    const { counted, pieces } = await exportTransactions(ctx, "test", { ...NO_FILTERS, sort });
    expect(counted).toEqual({ count: 2_345, more: false });
    const [header, ...rows] = await read(pieces);
    expect(new Set(rows.map(([id]) => id)).size).toBe(2_345);
    const amountAt = header?.indexOf("amount_irr") ?? -1;
    const keys = rows.map((row) => [Number(row[amountAt]), row[0] as string] as const);
    const sorted = [...keys].sort(([a, idA], [b, idB]) =>
      sort === "amount" ? a - b || (idA < idB ? -1 : 1) : idA < idB ? 1 : -1,
    );
    expect(keys).toEqual(sorted);
  }
});

test("a row says all that the list knows, in units that its header names", async () => {
  const createdAt = new Date("2026-11-20T20:30:00Z");
  const paidAt = new Date("2026-11-20T20:31:00Z");
  const transaction = await makeTransaction(db, shop, {
    orderId: "-1001",
    description: '=HYPERLINK("https://evil.example")\r\nو خط دوم',
    status: "paid",
    amountRials: 1_500_000n,
    refundedRials: 500_000n,
    payerName: "＋نام",
    payerMobile: "09121234567",
    createdAt,
    paidAt,
    endedAt: paidAt,
    lateAt: paidAt,
  });
  const { authority } = await makeAttempt(db, shop, transaction, {
    status: "paid",
    refId: "59421827101",
    cardPan: "603799******7893",
    feeRials: 7_500n,
  });
  const { pieces } = await exportTransactions(ctx, "test", NO_FILTERS);
  const [header = [], row = []] = await read(pieces);
  expect(Object.fromEntries(header.map((name, at) => [name, row[at]]))).toEqual({
    id: transaction.id,
    mode: "test",
    status: "paid",
    exception: "",
    amount_irr: "1500000",
    refunded_irr: "500000",
    fee_irr: "7500",
    order_id: "'-1001",
    description: `'=HYPERLINK(""https://evil.example"") و خط دوم`,
    app_id: shop.app.id,
    app_name: "فروشگاه آزمون",
    provider: "zarinpal",
    authority,
    ref_id: "59421827101",
    card_pan: "603799******7893",
    payer_name: "'＋نام",
    payer_mobile: "09121234567",
    failure_code: "",
    failure_reason: "",
    late: "true",
    created_at_utc: "2026-11-20T20:30:00.000Z",
    paid_at_utc: "2026-11-20T20:31:00.000Z",
    ended_at_utc: "2026-11-20T20:31:00.000Z",
    created_on_jalali: "1405/08/30",
  });
});

test("filters hold, the page that was open does not, and other tenants' and modes' rows stay", async () => {
  await addMany(5);
  const failed = await makeTransaction(db, shop, { status: "failed" });
  await makeTransaction(db, await makeShop(db), { status: "failed" });
  const filters = { ...NO_FILTERS, status: ["failed" as const], after: idAt(0) };
  const { counted, pieces } = await exportTransactions(ctx, "test", filters);
  expect(counted.count).toBe(1);
  expect((await read(pieces)).slice(1).map(([id]) => id)).toEqual([failed.id]);
  const live = await exportTransactions(ctx, "live", NO_FILTERS);
  expect(await read(live.pieces)).toHaveLength(1);
});

test("it is audited before anything leaves, and at the end with what left", async () => {
  await addMany(3);
  const { pieces } = await exportTransactions(ctx, "test", { ...NO_FILTERS, minToman: 0 });
  const { operatorId } = ctx.actor;
  const data = { mode: "test", query: "min=0" };
  const started = { action: "transactions.export", actorId: operatorId };
  expect(await audits()).toMatchObject([
    { ...started, data: { ...data, counted: { count: 3, more: false } } },
  ]);
  await read(pieces);
  expect(await audits()).toMatchObject([
    started,
    { action: "transactions.exported", data: { ...data, rows: 3, complete: true } },
  ]);
});

test("a reader who goes away ends it, and the audit says how far it was", async () => {
  await addMany(1_500);
  const { pieces } = await exportTransactions(ctx, "test", NO_FILTERS);
  await pieces.next();
  await pieces.next();
  await pieces.return();
  expect((await audits()).at(-1)?.data).toMatchObject({ rows: 500, complete: false });
});

test("a database that fails midway breaks the file off instead of ending it", async () => {
  await addMany(1_500);
  let broken = false;
  const failing = new Proxy(db, {
    get: (target, name) =>
      broken && name === "transaction"
        ? () => Promise.reject(new Error("gone"))
        : Reflect.get(target, name),
  });
  const { pieces } = await exportTransactions({ ...ctx, db: failing }, "test", NO_FILTERS);
  await pieces.next();
  await pieces.next();
  broken = true;
  await expect(pieces.next()).rejects.toThrow("gone");
  expect((await audits()).at(-1)?.data).toMatchObject({ rows: 500, complete: false });
});

test("no file has more rows than its bound", async () => {
  await addMany(1_500);
  const { pieces } = await exportTransactions(ctx, "test", NO_FILTERS, { rowsMax: 1_200 });
  expect(await read(pieces)).toHaveLength(1_201);
});

test("payments that come meanwhile neither repeat nor hide a row", async () => {
  await addMany(1_500);
  const { pieces } = await exportTransactions(ctx, "test", NO_FILTERS);
  let text = (await pieces.next()).value as string;
  text += (await pieces.next()).value;
  await makeTransaction(db, shop);
  for await (const piece of pieces) text += piece;
  expect(new Set(text.match(/^"trx_[0-9A-Z]{26}/gm)).size).toBe(1_500);
});

test("one operator's seventh export within a minute waits", async () => {
  for (let n = 0; n < 6; n++) await exportTransactions(ctx, "test", NO_FILTERS);
  await expect(exportTransactions(ctx, "test", NO_FILTERS)).rejects.toMatchObject({
    reason: "rate_limited",
  });
});
