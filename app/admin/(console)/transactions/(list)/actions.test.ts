import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { operators } from "@/db/schema/operators";
import { transactionEvents } from "@/db/schema/transactions";
import type { TenantId } from "@/lib/context";
import { makeAttempt, makeShop, makeTransaction, type Shop } from "@/lib/testing/factories";
import { makeOperator, pretendRequest } from "@/lib/testing/operator-call";
import { testDatabase } from "@/lib/testing/test-context";
import { listViews } from "@/lib/views/list-views";
import { keepView, peekTransaction, rememberList } from "./actions";

let db: Database;
let shop: Shop;
beforeAll(async () => {
  db = await testDatabase();
  shop = await makeShop(db);
});

/** From now on this operator acts; the context is what the gate would mint. */
async function signedIn(role: "viewer" | "admin") {
  const { id, cookie } = await makeOperator(db, shop.tenantId, { role });
  pretendRequest({ session: cookie });
  const tenantId = shop.tenantId as TenantId;
  return {
    db,
    requestId: "req",
    actor: { type: "operator", tenantId, operatorId: id, role },
  } as const;
}

test("columns in their order and the density are kept for the operator", async () => {
  const { actor } = await signedIn("viewer");
  expect((await rememberList({ shown: ["time", "amount"], density: "compact" })).ok).toBe(true);
  const kept = await db.select().from(operators).where(eq(operators.id, actor.operatorId));
  expect(kept[0]?.preferences).toMatchObject({
    density: "compact",
    columns: { transactions: ["time", "amount"] },
  });
  const none = await rememberList({ shown: [], density: "compact" });
  expect(none.ok).toBe(false);
});

test("a view is shared only by who may write; who may not keeps nothing of it", async () => {
  const view = { name: "شکست‌ها", query: "status=failed&after=x", overwrite: false };
  const viewer = await signedIn("viewer");
  const refused = await keepView({ ...view, shared: true });
  expect(refused).toMatchObject({ ok: false, error: { reason: "scope_missing" } });
  expect(await listViews(viewer, "transactions")).toEqual([]);
  const admin = await signedIn("admin");
  expect((await keepView({ ...view, shared: true })).ok).toBe(true);
  expect(await listViews(admin, "transactions")).toMatchObject([
    { name: "شکست‌ها", query: "status=failed", shared: true, own: true },
  ]);
  expect(await keepView({ ...view, shared: false })).toMatchObject({
    ok: false,
    error: { reason: "view_exists", field: "name" },
  });
});

test("a peek tells the row and its last events, what repeats as one", async () => {
  const transaction = await makeTransaction(db, shop);
  await makeAttempt(db, shop, transaction);
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 10, minute));
  const types = ["transaction.created", "attempt.opened", ...Array(5).fill("check.undecided")];
  await db.insert(transactionEvents).values(
    types.map((type, index) => ({
      transactionId: transaction.id,
      seq: index + 1,
      type,
      at: at(index),
      actorType: "system",
    })),
  );
  await signedIn("viewer");
  const peek = await peekTransaction({ id: transaction.id });
  expect(peek).toMatchObject({ ok: true, value: { row: { id: transaction.id }, earlier: 0 } });
  expect(peek.ok && peek.value.events).toMatchObject([
    { type: "check.undecided", times: 5, at: at(6) },
    { type: "attempt.opened", times: 1 },
    { type: "transaction.created", times: 1 },
  ]);
});

test("a peek at another tenant's transaction finds nothing", async () => {
  const other = await makeShop(db);
  const { id } = await makeTransaction(db, other);
  await signedIn("viewer");
  expect(await peekTransaction({ id })).toMatchObject({
    ok: false,
    error: { reason: "transaction_not_found" },
  });
});
