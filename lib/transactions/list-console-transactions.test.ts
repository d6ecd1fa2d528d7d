import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { providerAccounts } from "@/db/schema/tenants";
import { webhookDeliveries, webhookEndpoints, webhookEvents } from "@/db/schema/webhooks";
import type { ActorOf, Context, Role, TenantId } from "@/lib/context";
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
import { parseFilters } from "./console/parse-filters";
import { type ConsoleFilters, NO_FILTERS, SORTS } from "./console/schema";
import { TABS } from "./console/tabs";
import { countByTab } from "./count-by-tab";
import { listConsoleTransactions } from "./list-console-transactions";

// Saturday 30 Aban 1405, 13:45 in Tehran.
const now = new Date("2026-11-21T10:15:00Z");
const AUTHORITY = "A00000000000000000000000000123456789";
const PAN = "603799******7893";

let db: Database;
let shop: Shop;
let second: Shop;
let live: Shop;
const idOf: Record<string, string> = {};
type Given = Parameters<typeof makeTransaction>[2];

/** A transaction known to the tests by `name`, created at `at`. */
async function add(of: Shop, name: string, at: string, given: Given = {}) {
  const createdAt = new Date(at);
  const id = `trx_${ulid(createdAt.getTime())}`;
  idOf[name] = id;
  return makeTransaction(db, of, { id, orderId: name, createdAt, ...given });
}

const paid = (at: string) => ({ status: "paid" as const, paidAt: new Date(at) });

beforeAll(async () => {
  db = await testDatabase();
  shop = await makeShop(db);
  const app = await makeApp(db, { name: "کتاب‌فروشی" }, shop);
  second = { ...shop, app, key: await makeKey(db, app) };
  const liveShop = await makeShop(db, "live");
  live = { ...liveShop, tenantId: shop.tenantId, profileId: shop.profileId };
  live.app = shop.app;
  live.key = await makeKey(db, shop.app, { mode: "live" });

  // Aban 1405 began on 2026-10-23, Mehr on 2026-09-23.
  await add(shop, "mehr-paid", "2026-10-22T20:29:59Z", {
    ...paid("2026-10-22T20:40:00Z"),
    amountRials: 500_000n,
    refundedRials: 100_000n,
  });
  await add(shop, "aban-failed", "2026-10-22T20:30:00Z", {
    status: "failed",
    endedAt: now,
    amountRials: 1_000_000n,
    failureCode: "-51",
    failureReason: "payment_failed",
  });
  await add(second, "week-canceled", "2026-11-16T08:00:00Z", { status: "canceled", endedAt: now });
  await add(second, "yesterday-checking", "2026-11-20T20:29:59.999Z", {
    status: "verifying",
    amountRials: 500_000n,
    payerMobile: "09121234567",
  });
  const mismatch = await add(shop, "today-stuck", "2026-11-20T20:30:00Z", {
    exception: "amount_mismatch",
    amountRials: 500_005n,
  });
  await makeAttempt(db, shop, mismatch, { authority: AUTHORITY, status: "open" });
  const settled = await add(shop, "today-paid", "2026-11-21T09:00:00Z", {
    ...paid("2026-11-21T09:02:00Z"),
    payerMobile: "09121234567",
    lateAt: now,
  });
  await makeAttempt(db, shop, settled, { id: `att_${ulid(1)}`, status: "unpaid", authority: null });
  const right = {
    id: `att_${ulid(2)}`,
    status: "paid",
    refId: "59421827101",
    cardPan: PAN,
  } as const;
  await makeAttempt(db, shop, settled, right);
  await makeAttempt(db, shop, settled, { id: `att_${ulid(3)}`, status: "lost", authority: null });
  await add(second, "today-new", "2026-11-21T10:00:00Z", { status: "created" });
  const real = await add(live, "live-paid", "2026-11-21T09:30:00Z", {
    ...paid("2026-11-21T09:31:00Z"),
    payerMobile: "09351112233",
  });
  await makeAttempt(db, live, real, { status: "paid", cardPan: PAN, refId: "11111111111" });

  const stranger = await makeShop(db);
  const foreign = await makeTransaction(db, stranger, { orderId: "today-paid", createdAt: now });
  await makeAttempt(db, stranger, foreign, { authority: AUTHORITY, cardPan: PAN });
});

function operator(role: Role = "viewer"): Context<ActorOf<"operator">> {
  const tenantId = shop.tenantId as TenantId;
  return testContext(db, { type: "operator", tenantId, operatorId: "usr_1", role });
}

const nameOf = (id: string) => Object.keys(idOf).find((name) => idOf[name] === id) ?? id;
const filters = (query: string) => {
  const { filters: read, ignored } = parseFilters(new URLSearchParams(query));
  expect(ignored).toEqual([]);
  return read;
};

async function find(query: string, given: Partial<ConsoleFilters> = {}) {
  const page = await listConsoleTransactions(
    operator(),
    "test",
    { ...filters(query), ...given },
    { now },
  );
  return page.rows.map(({ id }) => nameOf(id));
}

const ALL = [
  "today-new",
  "today-paid",
  "today-stuck",
  "yesterday-checking",
  "week-canceled",
  "aban-failed",
  "mehr-paid",
];

test.each<[string, string[]]>([
  ["", ALL],
  ["status=paid", ["today-paid", "mehr-paid"]],
  ["status=paid,failed", ["today-paid", "aban-failed", "mehr-paid"]],
  ["status=attention", ["today-stuck"]],
  ["status=refunded", ["mehr-paid"]],
  ["status=attention,refunded,paid", ["today-paid", "today-stuck", "mehr-paid"]],
  ["min=50000", ["today-stuck", "yesterday-checking", "aban-failed", "mehr-paid"]],
  ["max=50000&min=50000", ["yesterday-checking", "mehr-paid"]],
  ["range=today", ["today-new", "today-paid", "today-stuck"]],
  ["range=yesterday", ["yesterday-checking"]],
  ["range=7d", ["today-new", "today-paid", "today-stuck", "yesterday-checking", "week-canceled"]],
  ["range=month", ALL.slice(0, 6)],
  ["range=last-month", ["mehr-paid"]],
  ["from=2026-11-16&to=2026-11-20", ["yesterday-checking", "week-canceled"]],
  ["to=2026-10-22", ["mehr-paid"]],
  ["card=7893", ["today-paid"]],
  ["card=0000", []],
  ["mobile=09121234567", ["today-paid", "yesterday-checking"]],
  ["provider=zarinpal", ALL],
  ["provider=mellat", []],
  ["q=week-canceled", ["week-canceled"]],
  ["q=week", []],
  [`q=${AUTHORITY}`, ["today-stuck"]],
  ["q=۵۹۴۲۱۸۲۷۱۰۱", ["today-paid"]],
  ["q=٠٩١٢١٢٣٤٥٦٧", ["today-paid", "yesterday-checking"]],
  ["q=%2B98 912 123 4567&status=paid", ["today-paid"]],
  ["q=7893", ["today-paid"]],
  ["q=6037991234567893", ["today-paid"]],
  ["q=6037 9912 3456 7893", ["today-paid"]],
  ["q=603799******7893", ["today-paid"]],
  ["q=6219861234567893", []],
  ["q=7893&sort=amount&status=paid", ["today-paid"]],
  ["q=' or 1=1 --", []],
])("%s finds %j in this tenant and mode", async (query, expected) => {
  expect(await find(query)).toEqual(expected);
});

test("an app's rows, and those of several apps in one order", async () => {
  const ofSecond = ["today-new", "yesterday-checking", "week-canceled"];
  expect(await find("", { app: [second.app.id] })).toEqual(ofSecond);
  expect(await find("", { app: [shop.app.id, second.app.id] })).toEqual(ALL);
  expect(await find("status=paid", { app: [shop.app.id, second.app.id] })).toEqual([
    "today-paid",
    "mehr-paid",
  ]);
});

test("with a second provider, those tried at one are told from those tried at the other", async () => {
  const mixed = await makeShop(db);
  const account = await makeAccount(db, mixed);
  const atMellat = eq(providerAccounts.id, account.id);
  await db.update(providerAccounts).set({ provider: "mellat" }).where(atMellat);
  const [here, there, both] = [
    await makeTransaction(db, mixed),
    await makeTransaction(db, mixed),
    await makeTransaction(db, mixed),
  ];
  await makeAttempt(db, mixed, here);
  await makeAttempt(db, mixed, there, { accountId: account.id, provider: "mellat" });
  await makeAttempt(db, mixed, both, { status: "lost" });
  await makeAttempt(db, mixed, both, { accountId: account.id, provider: "mellat" });
  const tenantId = mixed.tenantId as TenantId;
  const ctx = testContext(db, { type: "operator", tenantId, operatorId: "usr_1", role: "viewer" });
  const idsAt = async (provider: string[]) => {
    const page = await listConsoleTransactions(ctx, "test", { ...NO_FILTERS, provider });
    return page.rows.map(({ id }) => id).sort();
  };
  expect(await idsAt(["zarinpal"])).toEqual([here.id, both.id].sort());
  expect(await idsAt(["mellat"])).toEqual([there.id, both.id].sort());
  expect(await idsAt(["mellat", "zarinpal"])).toHaveLength(3);
  expect(await idsAt(["saman"])).toEqual([]);
});

test("amounts sort by amount, then by age", async () => {
  const least = [
    ...["week-canceled", "today-paid", "today-new"],
    ...["mehr-paid", "yesterday-checking", "today-stuck", "aban-failed"],
  ];
  expect(await find("sort=amount")).toEqual(least);
  expect(await find("sort=-amount")).toEqual([...least].reverse());
});

describe("paging", () => {
  const read = (given: ConsoleFilters, limit: number) =>
    listConsoleTransactions(operator(), "test", given, { limit, now });
  const names = (rows: { id: string }[]) => rows.map(({ id }) => nameOf(id));

  const lists: [string, Partial<ConsoleFilters>][] = [
    ["of everything", {}],
    ["of a choice that several indexes have", { status: ["paid", "attention", "refunded"] }],
    ["of a search", { q: "09121234567" }],
    ["of a card", { card: "7893" }],
    ["of an amount that several have", { minToman: 15_000 }],
  ];
  const cases = SORTS.flatMap((sort) => lists.map(([what, given]) => [sort, what, given] as const));

  test.each(cases)("by %s, the list %s is the same forwards and back", async (sort, _, given) => {
    const asked = { ...NO_FILTERS, ...given, sort };
    const whole = names((await read(asked, 100)).rows);
    for (const limit of [1, 2, 3]) {
      const pages: string[][] = [];
      let page = await read(asked, limit);
      expect(page.previousCursor).toBeNull();
      for (;;) {
        pages.push(names(page.rows));
        if (page.nextCursor === null) break;
        page = await read({ ...asked, after: page.nextCursor }, limit);
      }
      expect(pages.flat()).toEqual(whole);
      for (const expected of pages.slice(0, -1).reverse()) {
        page = await read({ ...asked, before: page.previousCursor }, limit);
        expect(names(page.rows)).toEqual(expected);
        expect(page.nextCursor).not.toBeNull();
      }
      expect(page.previousCursor).toBeNull();
    }
  });

  test("going back past newer rows shows a whole first page", async () => {
    const first = await read(NO_FILTERS, 3);
    const { rows, previousCursor } = await read({ ...NO_FILTERS, before: first.nextCursor }, 3);
    expect(names(rows)).toEqual(names(first.rows));
    expect(previousCursor).toBeNull();
  });

  test("a cursor behind the last row shows the first page", async () => {
    const { rows } = await read({ ...NO_FILTERS, after: idOf["mehr-paid"] ?? "" }, 3);
    expect(names(rows)).toEqual(ALL.slice(0, 3));
  });
});

test("a row shows what the columns need, told by the attempt that speaks for it", async () => {
  const { rows } = await listConsoleTransactions(operator(), "test", filters("q=today-paid"));
  expect(rows).toEqual([
    {
      id: idOf["today-paid"],
      mode: "test",
      status: "paid",
      exception: null,
      late: true,
      amountRials: 150_000n,
      refundedRials: 0n,
      orderId: "today-paid",
      description: "سفارش آزمون",
      app: { id: shop.app.id, name: "فروشگاه آزمون" },
      provider: "zarinpal",
      authority: expect.stringMatching(/^S/),
      refId: "59421827101",
      cardPan: PAN,
      payerMobile: "09121234567",
      failure: null,
      undelivered: false,
      createdAt: new Date("2026-11-21T09:00:00Z"),
      paidAt: new Date("2026-11-21T09:02:00Z"),
      endedAt: null,
    },
  ]);
  const [failed] = (await listConsoleTransactions(operator(), "test", filters("status=failed")))
    .rows;
  expect(failed).toMatchObject({
    failure: { code: "-51", reason: "payment_failed" },
    provider: null,
  });
});

test.each<[string, Partial<typeof webhookDeliveries.$inferInsert>, boolean]>([
  ["waits for its first try", { status: "pending" }, false],
  ["was refused and will be tried again", { status: "pending", attempt: 1, lastStatus: 500 }, true],
  ["is tried again", { status: "pending", attempt: 2, lastError: "timeout" }, true],
  ["is given up", { status: "dead", attempt: 8, lastStatus: 500 }, true],
  ["is held", { status: "held" }, true],
  ["arrived at last", { status: "delivered", attempt: 2, lastStatus: 200 }, false],
])("news that %s counts accordingly", async (_, given, expected) => {
  const transaction = await makeTransaction(db, live);
  const common = { appId: live.app.id, mode: "live" as const };
  const [endpointId, eventId] = [mintId("endpoint"), mintId("event")];
  const url = "https://shop.example/hook";
  const owner = { tenantId: live.tenantId, ...common };
  await db.insert(webhookEndpoints).values({ id: endpointId, url, secretEnc: "sealed", ...owner });
  await db.insert(webhookEvents).values({
    id: eventId,
    ...common,
    type: "transaction.paid",
    seq: 1n,
    transactionId: transaction.id,
    body: "{}",
  });
  const id = mintId("delivery");
  const type = "transaction.paid";
  await db
    .insert(webhookDeliveries)
    .values({ id, eventId, endpointId, mode: "live", type, ...given } as never);
  const asked = filters(`q=${transaction.id}`);
  const { rows } = await listConsoleTransactions(operator(), "live", asked);
  expect(rows[0]?.undelivered).toBe(expected);
});

describe("a search that names one", () => {
  const search = async (q: string, mode: "test" | "live" = "test", given = "") => {
    const asked = { ...filters(given), q };
    const { hit, elsewhere } = await listConsoleTransactions(operator(), mode, asked, { now });
    return {
      hit: hit && nameOf(hit),
      elsewhere: elsewhere && { ...elsewhere, id: nameOf(elsewhere.id) },
    };
  };

  test("by id, also inside an address, order, token or reference number is a hit", async () => {
    const id = idOf["today-paid"] ?? "";
    for (const q of [id, `https://pay.example/pay/${id}?x=1`, "today-paid", "59421827101"]) {
      expect(await search(q)).toEqual({ hit: "today-paid", elsewhere: null });
    }
    expect(await search(AUTHORITY)).toEqual({ hit: "today-stuck", elsewhere: null });
  });

  test("by card or mobile is not, even with one row", async () => {
    expect(await search("7893")).toEqual({ hit: null, elsewhere: null });
    expect(await search("09351112233", "live")).toEqual({ hit: null, elsewhere: null });
  });

  test("elsewhere is told: in the other mode, or outside the filters", async () => {
    const there = { hit: null, elsewhere: { id: "live-paid", mode: "live" } };
    expect(await search("live-paid")).toEqual(there);
    expect(await search("today-paid", "test", "status=failed")).toEqual({
      hit: null,
      elsewhere: { id: "today-paid", mode: "test" },
    });
    expect(await search("nobody-knows")).toEqual({ hit: null, elsewhere: null });
  });
});

test("each tab counts what it would show, with the other filters", async () => {
  const queries = ["", "range=month", "mobile=09121234567", "q=7893", "card=7893", "min=50000"];
  for (const query of queries) {
    const counts = await countByTab(operator(), "test", filters(query), { now });
    for (const { id, status } of TABS) {
      const shown = await find(query, { status: [...status] });
      expect([query, id, counts[id]]).toEqual([query, id, { count: shown.length, more: false }]);
    }
  }
  const both = await countByTab(
    operator(),
    "test",
    { ...NO_FILTERS, app: [second.app.id] },
    { now },
  );
  expect(both.all).toEqual({ count: 3, more: false });
});

test("a status in the address does not narrow the tabs' counts", async () => {
  const counts = await countByTab(operator(), "test", filters("status=paid"), { now });
  expect(counts.all.count).toBe(ALL.length);
});
