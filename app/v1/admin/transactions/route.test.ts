import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { merchantProfiles, tenants } from "@/db/schema/tenants";
import { transactionEvents } from "@/db/schema/transactions";
import { webhookDeliveries, webhookEndpoints, webhookEvents } from "@/db/schema/webhooks";
import { mintId, ulid } from "@/lib/ids/mint-id";
import { ensureDefaults } from "@/lib/profiles/ensure-defaults";
import { adminCall } from "@/lib/testing/admin-call";
import { expectDocumented } from "@/lib/testing/expect-documented";
import {
  makeAccount,
  makeApp,
  makeAttempt,
  makeKey,
  makeShop,
  makeTransaction,
  type Shop,
} from "@/lib/testing/factories";
import { testDatabase } from "@/lib/testing/test-context";
import { GET as DETAIL } from "./[id]/route";
import { GET } from "./route";

let db: Database;
let shop: Shop;
let liveShop: Shop;
let foreign: { id: string };
type Row = Awaited<ReturnType<typeof makeTransaction>>;
const rows: Record<"paid" | "open" | "live", Row> = {} as never;
const AUTHORITY = "A00000000000000000000000000123456789";

beforeAll(async () => {
  db = await testDatabase();
  await ensureDefaults(db);
  const [owner] = await db
    .select({ tenantId: tenants.id, profileId: merchantProfiles.id })
    .from(tenants)
    .innerJoin(merchantProfiles, eq(merchantProfiles.tenantId, tenants.id));
  if (!owner) throw new Error("no default tenant");
  const newShop = async (mode: "test" | "live"): Promise<Shop> => {
    const account = await makeAccount(db, owner, mode);
    const app = await makeApp(db, {}, owner);
    return { ...owner, account, app, key: await makeKey(db, app, { mode }) };
  };
  shop = await newShop("test");
  liveShop = await newShop("live");
  rows.paid = await makeTransaction(db, shop, {
    id: `trx_${ulid(Date.parse("2026-01-05T09:50:00Z"))}`,
    orderId: "A-1001",
    status: "paid",
    paidAt: new Date("2026-01-05T10:00:00Z"),
    createdAt: new Date("2026-01-05T09:50:00Z"),
    amountRials: 500_000n,
    payerMobile: "09121234567",
  });
  await makeAttempt(db, shop, rows.paid, { id: `att_${ulid(1)}`, status: "lost", authority: null });
  await makeAttempt(db, shop, rows.paid, {
    id: `att_${ulid(2)}`,
    status: "paid",
    authority: AUTHORITY,
    refId: "59421827101",
    feeRials: 1200n,
  });
  await makeAttempt(db, shop, rows.paid, { id: `att_${ulid(3)}`, status: "unpaid" });
  rows.open = await makeTransaction(db, shop, {
    id: `trx_${ulid(Date.parse("2026-02-01T00:00:00Z"))}`,
    orderId: "A-1002",
    createdAt: new Date("2026-02-01T00:00:00Z"),
  });
  rows.live = await makeTransaction(db, liveShop, {
    id: `trx_${ulid(Date.parse("2026-03-01T00:00:00Z"))}`,
    orderId: "A-1001",
    createdAt: new Date("2026-03-01T00:00:00Z"),
    amountRials: 900_000n,
  });
  const other = await makeShop(db);
  foreign = await makeTransaction(db, other, {
    id: `trx_${ulid(Date.parse("2026-01-05T09:50:00Z"))}`,
    orderId: "A-1001",
    payerMobile: "09121234567",
    createdAt: new Date("2026-01-05T09:50:00Z"),
  });
  await makeAttempt(db, other, foreign, { authority: AUTHORITY, refId: "59421827101" });
});

const list = (query: Record<string, string> = {}) => adminCall(GET, { role: "viewer", query });
const names = () =>
  Object.fromEntries(Object.entries(rows).map(([name, { id }]): [string, string] => [id, name]));

test.each<[Record<string, string> | (() => Record<string, string>), string[]]>([
  [{}, ["live", "open", "paid"]],
  [() => ({ app_id: shop.app.id }), ["open", "paid"]],
  [{ app_id: "app_none" }, []],
  [{ status: "paid" }, ["paid"]],
  [{ mode: "live" }, ["live"]],
  [{ order_id: "A-1001" }, ["live", "paid"]],
  [{ order_id: "A-1001", mode: "test" }, ["paid"]],
  [{ order_id: "a-1001" }, []],
  [{ authority: AUTHORITY }, ["paid"]],
  [{ ref_id: "59421827101" }, ["paid"]],
  [{ min_amount_rials: "500000" }, ["live", "paid"]],
  [{ max_amount_rials: "500000" }, ["open", "paid"]],
  [{ min_amount_rials: "500000", max_amount_rials: "500000" }, ["paid"]],
  [{ created_from: "2026-02-01T00:00:00Z" }, ["live", "open"]],
  [{ created_to: "2026-02-01T00:00:00Z" }, ["paid"]],
  [
    { created_from: "2000-01-01T00:00:00Z", created_to: "9999-12-31T23:59:59Z" },
    ["live", "open", "paid"],
  ],
  [{ created_from: "2026-02-01T03:30:00+03:30", created_to: "2026-02-01T00:00:01Z" }, ["open"]],
  [() => ({ q: rows.open.id }), ["open"]],
  [{ q: "A-1002" }, ["open"]],
  [{ q: AUTHORITY }, ["paid"]],
  [{ q: " 59421827101 " }, ["paid"]],
  [{ q: "۵۹۴۲۱۸۲۷۱۰۱" }, ["paid"]],
  [{ q: "09121234567" }, ["paid"]],
  [{ q: "۰۹۱۲ ۱۲۳ ۴۵۶۷" }, ["paid"]],
  [{ q: "٠٩١٢١٢٣٤٥٦٧" }, ["paid"]],
  [{ q: "+98 912-123-4567" }, ["paid"]],
  [{ q: "9121234567" }, ["paid"]],
  [{ q: "0912123456" }, []],
  [{ q: "A-10" }, []],
  [{ q: "A-1001", status: "open" }, ["live"]],
  [{ q: "' or '1'='1" }, []],
  [{ q: "%" }, []],
  [{ order_id: "A-1001'/**/or/**/1=1--" }, []],
  [{ app_id: "'||pg_sleep(9)||'" }, []],
])("the filter %j finds %j, of this tenant only", async (given, expected) => {
  const answer = await list(typeof given === "function" ? given() : given);
  expectDocumented("listTransactions", answer);
  const found = answer.body.data.map(({ id }: { id: string }) => names()[id] ?? id);
  expect(found).toEqual(expected);
});

test.each([
  [{ status: "refunded" }, "invalid_value", "status"],
  [{ mode: "both" }, "invalid_value", "mode"],
  [{ min_amount_rials: "-1" }, "invalid_type", "min_amount_rials"],
  [{ max_amount_rials: "1.5" }, "invalid_type", "max_amount_rials"],
  [{ created_from: "yesterday" }, "invalid_format", "created_from"],
  [{ created_to: "0000-01-01T00:00:00Z" }, "out_of_range", "created_to"],
  [{ created_to: "9999-12-31T23:59:59-12:00" }, "out_of_range", "created_to"],
  [{ order_id: "a\u0000b" }, "invalid_format", "order_id"],
  [{ q: "a\u0000b" }, "invalid_format", "q"],
  [{ q: "x".repeat(65) }, "too_long", "q"],
  [{ tenant_id: "ten_x" }, "unknown_member", "tenant_id"],
  [{ order_by: "1;select pg_sleep(9)" }, "unknown_member", "order_by"],
])("the filter %j is refused as %s", async (query, reason, field) => {
  const refused = await list(query);
  expectDocumented("listTransactions", refused);
  expect(refused.body.error).toMatchObject({ code: "invalid_request", reason, field });
});

test("a transaction is spoken for by its paid attempt, in the list and alone", async () => {
  const paid = (await list({ status: "paid" })).body.data[0];
  expect(paid).toMatchObject({ authority: AUTHORITY, ref_id: "59421827101", fee_rials: 1200 });
  const { body } = await adminCall(DETAIL, { params: { id: rows.paid.id } });
  expect(body).toMatchObject(paid);
});

test("pages stay whole while transactions come in", async () => {
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await list({ limit: "1", ...(cursor ? { cursor } : {}) });
    seen.push(...page.body.data.map(({ id }: { id: string }) => names()[id] ?? id));
    cursor = page.body.next_cursor;
    await makeTransaction(db, shop);
  } while (cursor);
  expect(seen).toEqual(["live", "open", "paid"]);
});

test("the detail tells the whole story, in order", async () => {
  const { id } = rows.paid;
  await db.insert(transactionEvents).values([
    { transactionId: id, seq: 2, type: "transaction.paid", actorType: "system", actorId: "settle" },
    {
      transactionId: id,
      seq: 1,
      type: "transaction.created",
      actorType: "app",
      actorId: shop.key.id,
      data: { call: "request" },
      durationMs: 12,
    },
  ]);
  const [endpointId, eventId, deliveryId] = [
    mintId("endpoint"),
    mintId("event"),
    mintId("delivery"),
  ];
  const { mode, appId } = rows.paid;
  const url = "https://shop.example/hook";
  const type = "transaction.paid";
  await db
    .insert(webhookEndpoints)
    .values({ id: endpointId, tenantId: shop.tenantId, appId, mode, url, secretEnc: "sealed" });
  await db.insert(webhookEvents).values({
    id: eventId,
    appId,
    mode,
    type,
    seq: 1n,
    transactionId: id,
    body: "{}",
  });
  await db.insert(webhookDeliveries).values({ id: deliveryId, eventId, endpointId, mode, type });

  const detail = await adminCall(DETAIL, { role: "viewer", params: { id } });
  expect(detail.status).toBe(200);
  expectDocumented("getTransaction", detail);
  expect(detail.body.attempts.map(({ status }: { status: string }) => status)).toEqual([
    "unpaid",
    "paid",
    "lost",
  ]);
  expect(detail.body.events).toMatchObject([
    {
      seq: 1,
      type: "transaction.created",
      actor: { type: "app", id: shop.key.id },
      duration_ms: 12,
    },
    { seq: 2, type: "transaction.paid" },
  ]);
  expect(detail.body.refunds).toEqual([]);
  expect(detail.body.deliveries).toMatchObject([{ id: deliveryId, url, status: "pending" }]);
  expect(detail.text).not.toMatch(/sealed|secret/);
});

test("another tenant's transaction, a missing one and what is no id are one answer", async () => {
  const bodies = await Promise.all(
    [foreign.id, "trx_00000000000000000000000000", "trx_' or 1=1", "\u0000"].map(async (id) => {
      const answer = await adminCall(DETAIL, { params: { id } });
      expectDocumented("getTransaction", answer);
      expect(answer.status).toBe(404);
      return { ...answer.body.error, request_id: null };
    }),
  );
  for (const body of bodies) expect(body).toEqual(bodies[0]);
  expect(bodies[0]).toMatchObject({ reason: "transaction_not_found" });
});
