import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { alerts } from "@/db/schema/money";
import { refunds } from "@/db/schema/refunds";
import { attempts } from "@/db/schema/transactions";
import { webhookDeliveries, webhookEndpoints, webhookEvents } from "@/db/schema/webhooks";
import { raiseAlert } from "@/lib/alerts/raise-alert";
import type { AlertKind } from "@/lib/alerts/state";
import type { ActorOf, Context, Role, TenantId } from "@/lib/context";
import { mintId, ulid } from "@/lib/ids/mint-id";
import {
  makeAttempt,
  makeKey,
  makeShop,
  makeTransaction,
  type Shop,
} from "@/lib/testing/factories";
import { testContext, testDatabase } from "@/lib/testing/test-context";
import { recordTransactionEvent } from "@/lib/transactions/record-transaction-event";
import type { NewsType } from "@/lib/webhooks/event-types";
import { countStuck } from "./count-stuck";
import { listStuck } from "./list-stuck";

const now = new Date("2026-11-21T10:15:00Z");
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const HOUR = 60;
const DAY = 24 * HOUR;

let db: Database;
let shop: Shop;
let ctx: Context<ActorOf<"operator">>;

const operator = (role: Role, tenantId = shop.tenantId) =>
  testContext(db, {
    type: "operator",
    tenantId: tenantId as TenantId,
    operatorId: mintId("operator"),
    role,
  });

beforeAll(async () => {
  db = await testDatabase();
});
beforeEach(async () => {
  shop = await makeShop(db, "live");
  ctx = operator("admin");
});

const list = (more: Partial<Parameters<typeof listStuck>[1]> = {}) =>
  listStuck(ctx, { mode: "live", now, ...more });
const cases = async () => (await list()).rows.map(({ what }) => what);

const makeVerifying = async (
  minutes: number,
  given: Parameters<typeof makeTransaction>[2] = {},
) => {
  const createdAt = ago(minutes + 5);
  const transaction = await makeTransaction(db, shop, {
    id: `trx_${ulid(createdAt.getTime())}`,
    status: "verifying",
    createdAt,
    ...given,
  });
  await makeAttempt(db, shop, transaction, { callbackAt: ago(minutes) });
  return transaction;
};

const makeEndpoint = async (given: Partial<typeof webhookEndpoints.$inferInsert> = {}) => {
  const id = mintId("endpoint");
  await db.insert(webhookEndpoints).values({
    id,
    tenantId: shop.tenantId,
    appId: shop.app.id,
    mode: "live",
    url: "https://shop.example/hook",
    secretEnc: "none",
    ...given,
  });
  return id;
};

const makeDelivery = async (
  endpointId: string,
  minutes: number,
  given: Partial<typeof webhookDeliveries.$inferInsert> = {},
  type: NewsType | "endpoint.test" = "transaction.paid",
) => {
  const createdAt = ago(minutes);
  const { id: transactionId } = await makeTransaction(db, shop, { status: "created" });
  const time = ulid(createdAt.getTime());
  const event = { id: `evt_${time}`, mode: "live", type } as const;
  await db
    .insert(webhookEvents)
    .values({ ...event, appId: shop.app.id, transactionId, seq: 1n, body: "{}", createdAt });
  const delivery = { id: `whd_${time}`, eventId: event.id, endpointId, type } as const;
  await db.insert(webhookDeliveries).values({ ...delivery, mode: "live", createdAt, ...given });
  return { id: delivery.id, transactionId };
};

test("nothing is stuck where all goes well", async () => {
  await makeVerifying(14);
  await makeTransaction(db, shop);
  const endpointId = await makeEndpoint();
  await makeDelivery(endpointId, 59, { attempt: 3 });
  await makeDelivery(endpointId, 90, { attempt: 1, status: "delivered" });
  expect(await list()).toEqual({ rows: [], nextCursor: null });
  expect((await countStuck(ctx, { mode: "live", now })).all).toEqual({ count: 0, more: false });
});

test("a payment that verifies for over a quarter of an hour may be asked about", async () => {
  const { id, orderId } = await makeVerifying(16, { amountRials: 4_200_000n });
  const { rows } = await list();
  expect(rows).toEqual([
    expect.objectContaining({
      kind: "verifying",
      what: "verifying_long",
      since: ago(16),
      id,
      payment: { id, orderId },
      amountRials: 4_200_000n,
      app: { id: shop.app.id, name: shop.app.name },
      action: { name: "recheck", allowed: true },
    }),
  ]);
  ctx = operator("viewer");
  expect((await list()).rows[0]?.action).toEqual({ name: "recheck", allowed: false });
});

test("a frozen payment is an exception and no longer counts as verifying", async () => {
  await makeVerifying(300, { exception: "paid_twice" });
  await makeVerifying(200, { exception: "a_later_reason" });
  const { rows } = await list();
  expect(rows.map(({ what, action }) => [what, action.name])).toEqual([
    ["paid_twice", "open_transaction"],
    ["exception_other", "open_transaction"],
  ]);
});

test("a refund without an answer, or frozen, waits for a person", async () => {
  const transaction = await makeTransaction(db, shop, { status: "paid", paidAt: ago(DAY) });
  const attempt = await makeAttempt(db, shop, transaction, { status: "paid" });
  const refund = (given: Partial<typeof refunds.$inferInsert>) =>
    db.insert(refunds).values({
      id: mintId("refund"),
      transactionId: transaction.id,
      mode: "live",
      tenantId: shop.tenantId,
      appId: shop.app.id,
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
      ...given,
    });
  await refund({ status: "unknown", sentAt: ago(31) });
  await refund({ status: "pending", createdAt: ago(DAY) });
  await refund({ status: "pending", exception: "amount_differs", createdAt: ago(10) });
  await refund({ status: "failed", endedAt: ago(1) });
  await refund({ status: "pending", approval: "waiting", createdAt: ago(5) });
  const { rows } = await list({ kind: "refund" });
  expect(rows.map(({ what, amountRials, payment }) => [what, amountRials, payment?.id])).toEqual([
    ["refund_unknown", 20_000n, transaction.id],
    ["refund_exception", 20_000n, transaction.id],
    ["refund_waiting", 20_000n, transaction.id],
  ]);
});

test("news that was given up lately or is refused for over an hour is undelivered", async () => {
  const endpointId = await makeEndpoint();
  const dead = await makeDelivery(endpointId, 4 * DAY, {
    status: "dead",
    attempt: 14,
    lastStatus: 500,
    finishedAt: ago(5),
  });
  const failing = await makeDelivery(endpointId, 61, { attempt: 8, lastStatus: null });
  await makeDelivery(endpointId, 31 * DAY, { status: "dead", attempt: 14 });
  await makeDelivery(endpointId, 61, { attempt: 8 }, "endpoint.test");
  await makeDelivery(endpointId, 61, { attempt: 0 });
  // Something else arrived meanwhile: the endpoint itself is well.
  await makeDelivery(endpointId, 2, { status: "delivered", attempt: 1 });
  const { rows } = await list();
  expect(rows).toEqual([
    expect.objectContaining({
      what: "delivery_dead",
      id: dead.id,
      payment: expect.objectContaining({ id: dead.transactionId }),
      tries: 14,
      lastStatus: 500,
      endpointId,
      action: { name: "resend", allowed: true },
    }),
    expect.objectContaining({ what: "delivery_failing", id: failing.id, lastStatus: null }),
  ]);
});

test("an endpoint where nothing arrives fails, and one we switched off is told with what it missed", async () => {
  const failing = await makeEndpoint();
  await makeDelivery(failing, 3 * HOUR, { attempt: 9 });
  await makeDelivery(failing, 2 * HOUR, { attempt: 8 });
  const disabled = await makeEndpoint({ status: "disabled" });
  await makeDelivery(disabled, 5 * HOUR, { status: "held" });
  await makeDelivery(disabled, 6 * HOUR, { status: "dead", attempt: 14 });
  const paused = await makeEndpoint({ status: "paused" });
  await makeDelivery(paused, 5 * HOUR, { status: "held" });
  const deleted = await makeEndpoint({ status: "disabled", deletedAt: ago(1) });
  await makeDelivery(deleted, 5 * HOUR, { status: "dead", attempt: 14 });
  const { rows } = await list({ kind: "endpoint" });
  expect(rows.map(({ what, id, since }) => [what, id, since])).toEqual([
    ["endpoint_disabled", disabled, ago(5 * HOUR)],
    ["endpoint_failing", failing, ago(3 * HOUR)],
  ]);
  const deliveries = (await list({ kind: "delivery" })).rows;
  // Nothing can be sent to an endpoint that is off.
  expect(deliveries.map(({ endpointId, action }) => [endpointId, action.name])).toEqual([
    [disabled, "open_endpoint"],
    [failing, "resend"],
    [failing, "resend"],
  ]);
});

test("a key is told of while it is used and has an end, or when the end is near", async () => {
  const key = (given: Parameters<typeof makeKey>[2]) =>
    makeKey(db, shop.app, { mode: "live", createdAt: ago(90 * DAY), ...given });
  const inUse = await key({ expiresAt: ago(-6 * DAY), lastUsedAt: ago(10) });
  const ending = await key({ expiresAt: ago(-2 * DAY), lastUsedAt: ago(2 * DAY) });
  await key({ expiresAt: ago(-6 * DAY), lastUsedAt: ago(2 * DAY) });
  await key({ expiresAt: ago(1), lastUsedAt: ago(10) });
  await key({ expiresAt: ago(-DAY), lastUsedAt: ago(10), revokedAt: ago(5) });
  await key({ expiresAt: null, lastUsedAt: ago(10) });
  const { rows } = await list();
  expect(rows.map(({ what, key }) => [what, key?.publicId, key?.expiresAt])).toEqual([
    ["key_ending", ending.publicId, ago(-2 * DAY)],
    ["key_in_use", inUse.publicId, ago(-6 * DAY)],
  ]);
});

test("pages follow the order of kind and age, and lose or repeat nothing", async () => {
  const endpointId = await makeEndpoint();
  await makeDelivery(endpointId, 2, { status: "delivered", attempt: 1 });
  for (let i = 0; i < 3; i++) await makeDelivery(endpointId, 61 + i, { attempt: 8 });
  for (let i = 0; i < 3; i++) await makeVerifying(20 + i);
  // The same moment twice: the id decides.
  await makeVerifying(20);
  await makeVerifying(10, { exception: "amount_mismatch" });
  const all = (await list()).rows;
  expect(all.map(({ kind }) => kind)).toEqual([
    "exception",
    ...Array(4).fill("verifying"),
    ...Array(3).fill("delivery"),
  ]);
  const paged: string[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < 10; pages++) {
    const page = await list({ limit: 3, cursor });
    paged.push(...page.rows.map(({ id }) => id));
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  expect(paged).toEqual(all.map(({ id }) => id));
  expect(await countStuck(ctx, { mode: "live", now })).toMatchObject({
    all: { count: 8, more: false },
    exception: { count: 1 },
    verifying: { count: 4 },
    delivery: { count: 3 },
    refund: { count: 0 },
  });
});

test("another tenant's and the other mode's troubles are not shown", async () => {
  await makeVerifying(60);
  const endpointId = await makeEndpoint();
  await makeDelivery(endpointId, 3 * HOUR, { attempt: 9 });
  await makeKey(db, shop.app, { mode: "live", expiresAt: ago(-HOUR) });
  expect(await cases()).toHaveLength(4);
  expect((await list({ mode: "test" })).rows).toEqual([]);
  ctx = operator("owner", (await makeShop(db, "live")).tenantId);
  expect((await list()).rows).toEqual([]);
});

test.each(["", "x", "MC4w", Buffer.from("9.1.trx_1").toString("base64url")])(
  "%j is no cursor of the inbox",
  async (cursor) => {
    await expect(list({ cursor })).rejects.toMatchObject({ reason: "invalid_cursor" });
  },
);

describe("alerts", () => {
  const raise = (
    kind: AlertKind,
    subject: string,
    data: object = {},
    tenantId: string | null = shop.tenantId,
  ) =>
    raiseAlert(testContext(db, { type: "system", job: "sweep" }), {
      kind,
      subject,
      tenantId,
      mode: kind === "invariant_broken" ? null : "live",
      data: { ...data },
    });

  test("tell what they are about, with one thing to do about each", async () => {
    const ended = await makeTransaction(db, shop, { status: "expired" });
    const attempt = await makeAttempt(db, shop, ended, { status: "unpaid" });
    await raise("late_payment", attempt.id, { transaction_id: ended.id, amount_rials: 90_000 });
    await raise("provider_only_payment", "A0001", { token: "A0001", amount_rials: 70_000 });
    const paid = await makeTransaction(db, shop, { status: "paid", paidAt: ago(5) });
    await raise("provider_reversed", "att_1", { transaction_id: paid.id, amount_rials: 150_000 });
    const { rows } = await list({ kind: "alert" });
    expect(rows.map(({ what, action }) => [what, action.name])).toEqual([
      ["late_payment", "open_transaction"],
      ["provider_only_payment", "resolve"],
      ["provider_reversed", "resolve"],
    ]);
    expect(rows[0]).toMatchObject({
      amountRials: 90_000n,
      payment: { id: ended.id },
      app: { id: shop.app.id },
    });
    expect(rows[1]).toMatchObject({ token: "A0001", payment: null, app: null });
    ctx = operator("support");
    expect((await list({ kind: "alert" })).rows[1]?.action).toEqual({
      name: "resolve",
      allowed: false,
    });
    ctx = operator("owner", (await makeShop(db, "live")).tenantId);
    expect((await list({ kind: "alert" })).rows).toEqual([]);
  });

  test("of the deployment are everyone's, in both modes", async () => {
    await raise("invariant_broken", "I5", { says: "debits are credits", broken: 3 }, null);
    for (const mode of ["live", "test"] as const) {
      const { rows } = await list({ mode, kind: "alert" });
      expect(rows).toEqual([
        expect.objectContaining({
          what: "invariant_broken",
          rule: { id: "I5", says: "debits are credits", broken: 3 },
          app: null,
        }),
      ]);
    }
    await db.update(alerts).set({ resolvedAt: now, resolvedBy: "books" });
    expect((await countStuck(ctx, { mode: "live", now })).alert.count).toBe(0);
  });

  test("of late money that was taken are gone", async () => {
    const paid = await makeTransaction(db, shop, {
      status: "paid",
      paidAt: ago(1),
      lateAt: ago(1),
    });
    await raise("late_payment", "att_2", { transaction_id: paid.id });
    expect((await list({ kind: "alert" })).rows).toEqual([]);
  });
});

test("a payment on hold is shown also where it had ended", async () => {
  await makeTransaction(db, shop, { status: "expired", exception: "paid_twice" });
  expect(await cases()).toEqual(["paid_twice"]);
});

test("what the provider said last is told in its words", async () => {
  const transaction = await makeVerifying(16);
  const [attempt] = await db
    .select()
    .from(attempts)
    .where(eq(attempts.transactionId, transaction.id));
  const answer = (code: number) => ({
    call: "verify",
    request: {},
    response: { status: 401, body: { data: {}, errors: { code, message: "no" } } },
    durationMs: 5,
  });
  const system = testContext(db, { type: "system", job: "reconcile" });
  for (const exchanges of [[answer(-50), answer(-51)], []]) {
    await recordTransactionEvent(system, {
      transactionId: transaction.id,
      type: "check.undecided",
      attemptId: attempt?.id ?? null,
      data: { exchanges },
    });
  }
  expect((await list()).rows[0]?.said).toMatchObject({ call: "verify", words: { code: "-51" } });
});
