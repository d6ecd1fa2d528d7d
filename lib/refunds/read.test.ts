import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { operators } from "@/db/schema/operators";
import { makeShop, makeTransaction, type Shop, shopContext } from "@/lib/testing/factories";
import {
  finishRefunds,
  NAMELESS,
  operatorOf,
  payAtSimulator,
  type Simulator,
  startSimulator,
} from "@/lib/testing/refund-shop";
import { testDatabase } from "@/lib/testing/test-context";
import { getRefund } from "./get-refund";
import { listRefunds, type RefundFilters } from "./list-refunds";
import { recheckRefund } from "./recheck-refund";
import { refundWays } from "./refund-ways";
import { requestRefund } from "./request-refund";

let simulator: Simulator;
let db: Database;
let shop: Shop;
const made: Record<"whole" | "refused" | "pending", string> = {} as never;

beforeAll(async () => {
  simulator = await startSimulator();
  db = await testDatabase();
  shop = await makeShop(db);
  const { tenantId } = shop;
  await db.insert(operators).values({
    id: "usr_tester",
    tenantId,
    email: "ali@example.com",
    name: "علی",
    role: "admin",
    passwordHash: "none",
  });
  const ask = async (scenario: "refund_refused" | null, wish = {}) => {
    const { id } = await payAtSimulator(db, shop, { scenario });
    const ctx = scenario ? operatorOf(db, shop) : shopContext(db, shop);
    return (await requestRefund(ctx, { ...NAMELESS, ...wish, transactionId: id })).refund.id;
  };
  made.whole = await ask(null);
  made.refused = await ask("refund_refused", { amount: 30_000, currency: "IRR" });
  made.pending = await ask(null, { amount: 40_000, currency: "IRR", reason: "کم بود" });
  // Another tenant's, which no list here may show.
  const other = await makeShop(db);
  const { id } = await payAtSimulator(db, other);
  await requestRefund(shopContext(db, other), { ...NAMELESS, transactionId: id });
});
afterAll(() => simulator.close());

const viewer = () => operatorOf(db, shop, "viewer");
const list = (filters: RefundFilters = {}) => listRefunds(viewer(), filters);
const names = Object.entries as (of: typeof made) => [string, string][];
const nameOf = (id: string) => names(made).find(([, value]) => value === id)?.[0];

test.each<[RefundFilters, string[]]>([
  [{}, ["pending", "refused", "whole"]],
  [{ status: "succeeded" }, ["whole"]],
  [{ status: "failed" }, ["refused"]],
  [{ status: "pending" }, ["pending"]],
  [{ status: "unknown" }, []],
  [{ status: "waiting" }, []],
  [{ mode: "live" }, []],
  [{ mode: "test" }, ["pending", "refused", "whole"]],
  [{ appId: "app_none" }, []],
  [{ olderThan: "'; drop" }, ["pending", "refused", "whole"]],
])("the filters %j find %j, newest first, of this tenant only", async (filters, expected) => {
  const { rows, newer, older } = await list(filters);
  expect(rows.map(({ refund }) => nameOf(refund.id))).toEqual(expected);
  expect([newer, older]).toEqual([null, null]);
});

test("pages turn both ways", async () => {
  const names = ({ rows }: Awaited<ReturnType<typeof list>>) =>
    rows.map(({ refund }) => nameOf(refund.id));
  const first = await list({ limit: 2 });
  expect([names(first), first.newer]).toEqual([["pending", "refused"], null]);
  const second = await list({ limit: 2, olderThan: first.older ?? "" });
  expect([names(second), second.older]).toEqual([["whole"], null]);
  const back = await list({ limit: 2, newerThan: second.newer ?? "" });
  expect([names(back), back.newer, back.older]).toEqual([names(first), null, first.older]);
});

test("a line says who asked and of which order", async () => {
  const { rows } = await list();
  expect(rows[1]).toMatchObject({ operatorName: "علی", appName: shop.app.name });
  expect(rows[0]).toMatchObject({ operatorName: null, orderId: rows[0]?.refund.transactionId });
});

test("a refund alone has its payment and its history, and no other refund's", async () => {
  const detail = await getRefund(viewer(), made.refused);
  expect(detail).toMatchObject({
    refund: { id: made.refused, status: "failed" },
    operatorName: "علی",
    transaction: { id: detail.refund.transactionId, refundedRials: 0n },
  });
  expect(detail.events.map(({ type }) => type)).toEqual(["refund.requested", "refund.failed"]);
  const stranger = operatorOf(db, await makeShop(db));
  for (const [ctx, id] of [
    [stranger, made.refused],
    [viewer(), "rfd_00000000000000000000000000"],
    [viewer(), "'"],
  ] as const) {
    await expect(getRefund(ctx, id)).rejects.toMatchObject({ reason: "refund_not_found" });
  }
});

test("the ways of a fresh payment, of one that is partly back, and of one that is back", async () => {
  const { id } = await payAtSimulator(db, shop);
  const ways = await refundWays(viewer(), id);
  expect(ways).toEqual({
    amountRials: "100000",
    remainingRials: "100000",
    closed: null,
    whole: "reverse",
    part: "refund",
    partClosed: null,
    minRials: "20000",
    atOnce: false,
    approvalAboveRials: null,
    reverseUntil: expect.any(String),
  });
  const left = Date.parse(ways.reverseUntil ?? "") - Date.now();
  expect(left / 60_000).toBeGreaterThan(28);
  expect(left / 60_000).toBeLessThan(30);
  const ask = (amount?: number) =>
    requestRefund(operatorOf(db, shop), {
      ...NAMELESS,
      transactionId: id,
      ...(amount ? { amount, currency: "IRR" as const } : {}),
    });
  await ask(70_000);
  expect(await refundWays(viewer(), id)).toMatchObject({
    remainingRials: "30000",
    whole: "refund",
    part: "refund",
    reverseUntil: null,
  });
  await finishRefunds(db, id);
  await ask();
  await finishRefunds(db, id);
  expect(await refundWays(viewer(), id)).toMatchObject({
    remainingRials: "0",
    closed: "refund_exceeds_paid",
    whole: null,
  });
});

test("closed ways say why", async () => {
  const open = await makeTransaction(db, shop);
  expect(await refundWays(viewer(), open.id)).toMatchObject({
    remainingRials: "0",
    closed: "not_refundable",
  });
  const { id } = await payAtSimulator(db, shop);
  simulator.lose(/AddRefund/, "before");
  await requestRefund(operatorOf(db, shop), {
    ...NAMELESS,
    transactionId: id,
    amount: 30_000,
    currency: "IRR",
  });
  expect(await refundWays(viewer(), id)).toMatchObject({ closed: "refund_unresolved" });
  const small = await payAtSimulator(db, shop, { amountRials: 20_000n });
  expect(await refundWays(viewer(), small.id)).toMatchObject({
    whole: "reverse",
    part: null,
    partClosed: "refund_below_minimum",
  });
  await expect(refundWays(operatorOf(db, await makeShop(db)), id)).rejects.toMatchObject({
    reason: "transaction_not_found",
  });
});

test("an operator asks now, whoever may recheck", async () => {
  const { id } = await payAtSimulator(db, shop);
  simulator.lose(/reverse/, "after");
  const { refund } = await requestRefund(operatorOf(db, shop), {
    ...NAMELESS,
    transactionId: id,
  });
  expect(refund.status).toBe("unknown");
  await expect(recheckRefund(viewer(), refund.id)).rejects.toMatchObject({
    reason: "scope_missing",
  });
  const stranger = operatorOf(db, await makeShop(db));
  await expect(recheckRefund(stranger, refund.id)).rejects.toMatchObject({
    reason: "refund_not_found",
  });
  const support = operatorOf(db, shop, "support");
  expect(await recheckRefund(support, refund.id)).toMatchObject({ status: "succeeded" });
});
