import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { POST as ADMIN_POST } from "@/app/v1/admin/transactions/[id]/refund/route";
import { GET as DETAIL } from "@/app/v1/admin/transactions/[id]/route";
import type { Database } from "@/db/client";
import { merchantProfiles, tenants } from "@/db/schema/tenants";
import { ensureDefaults } from "@/lib/profiles/ensure-defaults";
import { adminCall } from "@/lib/testing/admin-call";
import { expectDocumented } from "@/lib/testing/expect-documented";
import {
  makeAccount,
  makeApp,
  makeKey,
  makeShop,
  makeTransaction,
  type Shop,
} from "@/lib/testing/factories";
import {
  finishRefunds,
  payAtSimulator,
  refundedOf,
  refundsOf,
  type Simulator,
  startSimulator,
} from "@/lib/testing/refund-shop";
import { signedCall } from "@/lib/testing/signed-call";
import { testDatabase } from "@/lib/testing/test-context";
import { POST } from "./route";

const PATH = "/v1/pay/refund";
let simulator: Simulator;
let db: Database;
let shop: Shop;
beforeAll(async () => {
  simulator = await startSimulator();
  db = await testDatabase();
  // In the tenant that admin tokens are of.
  await ensureDefaults(db);
  const [tenant] = await db.select().from(tenants);
  const [profile] = await db.select().from(merchantProfiles);
  if (!tenant || !profile) throw new Error("no defaults");
  const owner = { tenantId: tenant.id, profileId: profile.id };
  const app = await makeApp(db, {}, owner);
  const account = await makeAccount(db, owner);
  shop = { ...owner, app, account, key: await makeKey(db, app) };
});
afterAll(() => simulator.close());

/** Call the door and hold its answer against the document. */
async function ask(body: unknown, of: Pick<Shop, "key"> = shop) {
  const response = await signedCall(POST, PATH, of.key, body);
  const answer = {
    status: response.status,
    headers: response.headers,
    // biome-ignore lint/suspicious/noExplicitAny: answers are read by the assertions.
    body: (await response.json()) as Record<string, any>,
  };
  expectDocumented("refundPayment", answer);
  return answer;
}
async function askAsAdmin(id: string, body: unknown) {
  const answer = await adminCall(ADMIN_POST, { method: "POST", params: { id }, body });
  expectDocumented("refundTransaction", answer);
  return answer;
}

test("a whole payment goes back at once; the same refund_id is the same refund", async () => {
  const { id } = await payAtSimulator(db, shop);
  const wish = { transaction_id: id, refund_id: "R-1", reason: "انصراف" };
  const made = await ask(wish);
  expect(made.status).toBe(201);
  expect(made.body).toEqual({
    id: expect.stringMatching(/^rfd_/),
    object: "refund",
    refund_id: "R-1",
    transaction_id: id,
    status: "succeeded",
    amount: 10_000,
    currency: "IRT",
    amount_rials: 100_000,
    reason: "انصراف",
    created_at: expect.any(String),
    ended_at: expect.any(String),
    failure: null,
  });
  const again = await ask(wish);
  expect([again.status, again.headers.get("idempotency-replayed")]).toEqual([200, "true"]);
  expect(again.body).toEqual(made.body);
  const other = await ask({ ...wish, amount: 3_000, currency: "IRT" });
  expect([other.status, other.body.error.reason]).toEqual([409, "refund_changed"]);
  const more = await ask({ ...wish, refund_id: "R-2" });
  expect([more.status, more.body.error.reason]).toEqual([409, "refund_exceeds_paid"]);
});

test("twenty parallel refunds of 30 on 100 over the API: exactly three", async () => {
  const { id } = await payAtSimulator(db, shop);
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      ask({ transaction_id: id, refund_id: `P-${i}`, amount: 3_000, currency: "IRT" }),
    ),
  );
  const outcomes = answers.map(({ status, body }) => `${status} ${body.error?.reason ?? ""}`);
  expect(outcomes.filter((one) => one === "201 ")).toHaveLength(3);
  expect(outcomes.filter((one) => one === "409 refund_exceeds_paid")).toHaveLength(17);
  expect(await refundedOf(db, id)).toBe(90_000n);
  await finishRefunds(db, id);
  expect(new Set((await refundsOf(db, id)).map(({ status }) => status))).toEqual(
    new Set(["succeeded"]),
  );
}, 60_000);

test("what the provider refuses is a refund that failed, and says why in both languages", async () => {
  const { id } = await payAtSimulator(db, shop, { scenario: "refund_refused" });
  const refused = await ask({
    transaction_id: id,
    refund_id: "F",
    amount: 30_000,
    currency: "IRR",
  });
  expect(refused.status).toBe(201);
  expect(refused.body).toMatchObject({
    status: "failed",
    failure: {
      code: "refund_not_active",
      reason: "provider_rejected",
      message: expect.stringMatching(/[a-z]/),
      message_fa: expect.stringMatching(/[آ-ی]/),
    },
  });
});

test.each([
  [{}, "refund_id", "required"],
  [{ refund_id: "a b" }, "refund_id", "invalid_format"],
  [{ refund_id: "x".repeat(65) }, "refund_id", "too_long"],
  [{ refund_id: "1", amount: 30_000 }, "currency", "required"],
  [{ refund_id: "1", currency: "IRR" }, "amount", "required"],
  [{ refund_id: "1", amount: 30_000, currency: "USD" }, "currency", "invalid_currency"],
  [{ refund_id: "1", amount: 999, currency: "IRT" }, "amount", "amount_too_small"],
  [{ refund_id: "1", amount: -30_000, currency: "IRR" }, "amount", "amount_too_small"],
  [{ refund_id: "1", amount: 100_000_001, currency: "IRT" }, "amount", "amount_too_large"],
  [{ refund_id: "1", amount: 1.5, currency: "IRT" }, "amount", "invalid_type"],
  [{ refund_id: "1", amount: "30000", currency: "IRR" }, "amount", "invalid_type"],
  [{ refund_id: "1", reason: "x".repeat(256) }, "reason", "too_long"],
  [{ refund_id: "1", reason: "a\u0000b" }, "reason", "invalid_format"],
  [{ refund_id: "1", status: "succeeded" }, "status", "unknown_member"],
])("%j is refused: %s %s", async (wish, field, reason) => {
  const answer = await ask({ transaction_id: "trx_1", ...wish });
  expect([answer.status, answer.body.error.field, answer.body.error.reason]).toEqual([
    422,
    field,
    reason,
  ]);
});

test("another app's transaction, an unpaid one and no transaction", async () => {
  const { id } = await payAtSimulator(db, shop);
  const stranger = await makeShop(db);
  const bodies = await Promise.all(
    [
      ask({ transaction_id: id, refund_id: "1" }, stranger),
      ask({ transaction_id: "trx_00000000000000000000000000", refund_id: "1" }),
      ask({ transaction_id: "'; drop table x", refund_id: "1" }),
    ].map(async (answer) => ({ ...(await answer).body.error, request_id: null })),
  );
  for (const body of bodies) expect(body).toEqual(bodies[0]);
  expect(bodies[0]).toMatchObject({ code: "not_found", reason: "transaction_not_found" });
  const open = await makeTransaction(db, shop);
  const unpaid = await ask({ transaction_id: open.id, refund_id: "1" });
  expect([unpaid.status, unpaid.body.error.reason]).toEqual([409, "not_refundable"]);
});

test("an operator refunds a part, and the transaction's detail tells of it", async () => {
  const { id } = await payAtSimulator(db, shop);
  const made = await askAsAdmin(id, { amount: 30_000, currency: "IRR", reason: "جبران" });
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({
    refund_id: null,
    status: "pending",
    method: "refund",
    mode: "test",
    app_id: shop.app.id,
    provider: "zarinpal",
    provider_ref: expect.stringMatching(/^\d+$/),
    requested_by: { type: "operator", id: "operator-1" },
    exception: null,
    sent_at: expect.any(String),
    accepted_at: expect.any(String),
  });
  await finishRefunds(db, id);
  const detail = await adminCall(DETAIL, { role: "viewer", params: { id } });
  expectDocumented("getTransaction", detail);
  expect(detail.body).toMatchObject({
    status: "paid",
    refunded_rials: 30_000,
    refunds: [{ id: made.body.id, status: "succeeded" }],
  });
  expect(detail.text).not.toContain(shop.account.merchantId);
});

test("an operator's refund_id may be repeated safely, also under a site's feet", async () => {
  const { id } = await payAtSimulator(db, shop);
  const wish = { refund_id: "OP-1", amount: 30_000, currency: "IRR" };
  const [first, again] = [await askAsAdmin(id, wish), await askAsAdmin(id, wish)];
  expect([first.status, again.status]).toEqual([201, 200]);
  expect(again.headers.get("idempotency-replayed")).toBe("true");
  expect(again.body.id).toBe(first.body.id);
  const site = await ask({ transaction_id: id, ...wish });
  expect([site.status, site.body.id]).toEqual([200, first.body.id]);
  const foreign = await makeShop(db);
  const theirs = await payAtSimulator(db, foreign);
  expect((await askAsAdmin(theirs.id, wish)).body.error.reason).toBe("transaction_not_found");
});

test("a refund above the tenant's limit is answered as pending, and waits", async () => {
  const limit = (rials: bigint | null) =>
    db.update(tenants).set({ refundApprovalRials: rials }).where(eq(tenants.id, shop.tenantId));
  const { id } = await payAtSimulator(db, shop);
  await limit(50_000n);
  const { status, body } = await ask({ transaction_id: id, refund_id: "above" });
  await limit(null);
  expect(status).toBe(201);
  expect(body).toMatchObject({ status: "pending", ended_at: null, failure: null });
  expect(body).not.toHaveProperty("approval");
  const detail = await adminCall(DETAIL, { role: "viewer", params: { id } });
  expect(detail.body.refunds).toEqual([
    expect.objectContaining({
      id: body.id,
      approval: "waiting",
      sent_at: null,
      next_check_at: null,
    }),
  ]);
});
