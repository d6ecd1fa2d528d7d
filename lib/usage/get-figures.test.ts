import { beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { providerAccounts } from "@/db/schema/tenants";
import type { ActorOf, Context, TenantId } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { mintId, ulid } from "@/lib/ids/mint-id";
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
import { rangeOf, rangeOfDates } from "@/lib/time/tehran-days";
import { getFigures } from "./get-figures";

// Saturday 30 Aban 1405, 13:45 in Tehran.
const now = new Date("2026-11-21T10:15:00Z");
const today = rangeOf("today", now);

let db: Database;
let shop: Shop;
let other: Shop;
let ctx: Context<ActorOf<"operator">>;

beforeAll(async () => {
  db = await testDatabase();
});

type Given = Parameters<typeof makeTransaction>[2] & { at: string };

/** A transaction asked for at a moment, with the attempt that speaks for it. */
async function pay(at: Shop, { at: moment, ...given }: Given, provider = "zarinpal") {
  const createdAt = new Date(moment);
  const paidAt = given.status === "paid" ? createdAt : null;
  const transaction = await makeTransaction(db, at, {
    id: `trx_${ulid(createdAt.getTime())}`,
    createdAt,
    paidAt,
    ...given,
  });
  await makeAttempt(db, at, transaction, {
    id: `att_${ulid(createdAt.getTime())}`,
    createdAt,
    provider,
    status: given.status === "paid" ? "paid" : "unpaid",
  });
  return transaction;
}

const operator = (tenantId: string) =>
  testContext(db, {
    type: "operator",
    tenantId: tenantId as TenantId,
    operatorId: mintId("operator"),
    role: "viewer",
  });

async function freshShop() {
  shop = await makeShop(db, "live");
  ctx = operator(shop.tenantId);
  const app = await makeApp(db, { name: "دیگری" }, shop);
  other = { ...shop, app, key: await makeKey(db, app, { mode: "live" }) };
}

test("a period is told as totals, parts, apps and reasons, beside the one before", async () => {
  await freshShop();
  const failed = { status: "failed", failureReason: "payment_failed" } as const;
  // Today: 00:10, 09:20 and 13:40 in Tehran.
  await pay(shop, { at: "2026-11-20T20:40:00Z", status: "paid", amountRials: 100_000n });
  await pay(shop, {
    at: "2026-11-21T05:50:00Z",
    status: "paid",
    amountRials: 300_001n,
    refundedRials: 50_000n,
  });
  await pay(shop, { at: "2026-11-21T05:51:00Z", ...failed });
  await pay(shop, { at: "2026-11-21T05:52:00Z", ...failed });
  await pay(shop, {
    at: "2026-11-21T05:53:00Z",
    status: "canceled",
    failureReason: "canceled_by_shopper",
  });
  await pay(shop, { at: "2026-11-21T10:10:00Z", status: "open" });
  await pay(other, { at: "2026-11-21T10:11:00Z", status: "paid", amountRials: 900_000n });
  // Not today: the last moment of yesterday, and tomorrow's first.
  await pay(shop, { at: "2026-11-20T20:29:59.999Z", status: "paid" });
  await pay(shop, { at: "2026-11-21T20:30:00Z", status: "paid" });
  // The same weekday a week ago, before and after this hour.
  await pay(shop, { at: "2026-11-14T10:14:00Z", status: "paid", amountRials: 70_000n });
  await pay(shop, { at: "2026-11-14T10:16:00Z", status: "paid", amountRials: 70_000n });

  const figures = await getFigures(ctx, { mode: "live", range: today, now });
  expect(figures.total).toEqual({
    tries: 7,
    paid: 3,
    ended: 6,
    paidRials: 1_300_001n,
    refundedRials: 50_000n,
  });
  expect(figures.previous.total).toMatchObject({ tries: 1, paid: 1, paidRials: 70_000n });
  expect(figures.series.step).toBe("hour");
  const busy = figures.series.parts
    .map(({ totals }, hour) => [hour, totals.tries, totals.paid])
    .filter(([, tries]) => tries !== 0);
  expect(figures.series.parts).toHaveLength(24);
  expect(busy).toEqual([
    [0, 1, 1],
    [9, 4, 1],
    [13, 2, 1],
  ]);
  expect(figures.byApp.map(({ name, totals }) => [name, totals.paidRials])).toEqual([
    ["دیگری", 900_000n],
    ["فروشگاه آزمون", 400_001n],
  ]);
  expect(figures.byReason).toEqual([
    { reason: "payment_failed", count: 2 },
    { reason: "canceled_by_shopper", count: 1 },
  ]);
  expect(figures.byProvider).toEqual([{ provider: "zarinpal", totals: figures.total }]);

  const one = await getFigures(ctx, { mode: "live", range: today, now, appId: other.app.id });
  expect(one.total).toMatchObject({ tries: 1, paid: 1, paidRials: 900_000n });
  expect(one.byApp).toHaveLength(1);
  expect(one.byReason).toEqual([]);
});

test("several days are told by the day", async () => {
  await freshShop();
  await pay(shop, { at: "2026-11-14T20:30:00Z", status: "paid" });
  await pay(shop, { at: "2026-11-17T20:29:59Z", status: "expired", failureReason: "expired" });
  const { series } = await getFigures(ctx, { mode: "live", range: rangeOf("7d", now), now });
  expect(series.step).toBe("day");
  expect(series.parts.map(({ totals }) => [totals.paid, totals.ended])).toEqual([
    [1, 1],
    [0, 0],
    [0, 1],
    [0, 0],
    [0, 0],
    [0, 0],
    [0, 0],
  ]);
});

test("another mode's and another tenant's payments are not counted", async () => {
  await freshShop();
  await pay(shop, { at: "2026-11-21T06:00:00Z", status: "paid" });
  const elsewhere = await getFigures(ctx, { mode: "test", range: today, now });
  expect(elsewhere.total.tries).toBe(0);
  const stranger = operator((await makeShop(db, "live")).tenantId);
  const theirs = await getFigures(stranger, { mode: "live", range: today, now });
  expect(theirs.total.tries).toBe(0);
  expect(theirs.byApp).toEqual([]);
  expect(theirs.byProvider).toEqual([]);
});

test("with two providers each payment counts for the one that was paid, else the last tried", async () => {
  await freshShop();
  const second = await makeAccount(db, shop, "live");
  await db.insert(providerAccounts).values({
    id: mintId("account"),
    tenantId: shop.tenantId,
    profileId: shop.profileId,
    provider: "another",
    mode: "live",
    identityHash: ulid(),
    label: "another",
  });
  const early = "2026-11-21T06:00:00Z";
  const paid = await pay(shop, { at: early, status: "paid", amountRials: 40_000n }, "another");
  // A later try at the first provider came to nothing.
  await makeAttempt(db, { ...shop, account: second }, paid, {
    id: `att_${ulid(Date.parse(early) + 1)}`,
    status: "lost",
    authority: null,
  });
  await pay(shop, { at: early, status: "failed", failureReason: "payment_failed" });
  const { byProvider } = await getFigures(ctx, { mode: "live", range: today, now });
  expect(byProvider.map((one) => [one.provider, one.totals])).toEqual([
    ["another", { tries: 1, paid: 1, ended: 1, paidRials: 40_000n, refundedRials: 0n }],
    ["zarinpal", { tries: 1, paid: 0, ended: 1, paidRials: 0n, refundedRials: 0n }],
  ]);
});

test("a year and a day is the most", async () => {
  await freshShop();
  const year = { mode: "live", range: rangeOfDates("2025-11-21", "2026-11-21"), now } as const;
  expect((await getFigures(ctx, year)).series.parts).toHaveLength(366);
  const more = { ...year, range: rangeOfDates("2025-11-20", "2026-11-21") };
  await expect(getFigures(ctx, more)).rejects.toThrow(BrokerError);
});
