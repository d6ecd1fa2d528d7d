import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, database } from "@/db/client";
import { type EmbeddedDatabase, startEmbeddedDatabase } from "@/db/embedded";
import { migrateDatabase } from "@/db/migrate";
import { checkBooks } from "@/lib/books/check-books";
import { advanceDueRefunds } from "@/lib/refunds/advance-due-refunds";
import { requestRefund } from "@/lib/refunds/request-refund";
import { reserveRefund } from "@/lib/refunds/reserve-refund";
import { settleRefund } from "@/lib/refunds/settle-refund";
import { makeShop, type Shop, shopContext } from "@/lib/testing/factories";
import {
  actReally,
  openReally,
  payReally,
  type RealPayment,
  returnReally,
} from "@/lib/testing/real-payment";
import {
  finishRefunds,
  NAMELESS,
  operatorOf,
  refundsDueNow,
  refundsOf,
  type Simulator,
  startSimulator,
} from "@/lib/testing/refund-shop";
import { temporaryFolder } from "@/lib/testing/temporary-folder";
import { testContext } from "@/lib/testing/test-context";
import { reconcileDue } from "@/lib/transactions/reconcile-due";
import { followHold } from "./follow-hold";
import { holdRefunds } from "./hold-refunds";

const SENDS = /AddRefund|reverse/;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let server: EmbeddedDatabase;
let simulator: Simulator;
let db: Database;
let shop: Shop;

const dataDir = () => join(folder.path, "data");
const backup = () => join(folder.path, "backup");
const system = () => testContext(db, { type: "system", job: "restore" });
const part = (amount: number, refundRef: string) =>
  ({ ...NAMELESS, amount, currency: "IRR", refundRef }) as const;
const refund = (of: RealPayment, wish: object) =>
  requestRefund(shopContext(db, shop), { ...NAMELESS, ...wish, transactionId: of.id });
const reserve = (of: RealPayment, wish: object) =>
  reserveRefund(shopContext(db, shop), of.id, { ...NAMELESS, ...wish });

async function start(): Promise<void> {
  server = await startEmbeddedDatabase({ dataDir: dataDir() });
  process.env.DATABASE_URL ??= server.url;
  for (let tries = 0; ; tries++) {
    try {
      await db.execute(sql`select 1`);
      return;
    } catch (error) {
      // Connections of the server before it are found dead one by one.
      if (tries > 20) throw error;
    }
  }
}

/** The simulator keeps its books beside ours; the provider does not forget because we restore. */
const PROVIDER = ["sandbox_sessions", "sandbox_refunds"].map((name) => sql.raw(`payment.${name}`));
async function rememberProvider(): Promise<() => Promise<void>> {
  const memory: string[] = [];
  for (const table of PROVIDER) {
    const [row] = await db.execute<{ rows: string }>(
      sql`select coalesce(jsonb_agg(to_jsonb(r)), '[]')::text as rows from ${table} r`,
    );
    memory.push(row?.rows ?? "[]");
  }
  return async () => {
    for (const [place, table] of PROVIDER.entries()) {
      await db.execute(sql`truncate ${table}`);
      await db.execute(sql`
        insert into ${table} select * from jsonb_populate_recordset(null::${table}, ${memory[place]}::text::jsonb)`);
    }
    // Its own numbers go on too.
    await db.execute(sql`select
      setval(pg_get_serial_sequence('payment.sandbox_refunds', 'id'), max(id)) from payment.sandbox_refunds`);
    await db.execute(sql`select
      setval(pg_get_serial_sequence('payment.sandbox_sessions', 'ref_id'), max(ref_id)) from payment.sandbox_sessions`);
  };
}

const statusesOf = async (...payments: RealPayment[]) => {
  const rows = await db.execute<{ id: string; status: string }>(
    sql`select id, status from payment.transactions`,
  );
  const statuses = new Map(rows.map(({ id, status }) => [id, status]));
  return payments.map(({ id }) => statuses.get(id) ?? null);
};
/** What the provider gave back of a payment, refund by refund. */
const givenBack = async ({ authority }: RealPayment) => {
  const rows = await db.execute<{ rials: number }>(sql`
    select amount_rials::int as rials from payment.sandbox_refunds where authority = ${authority} order by id`);
  return rows.map(({ rials }) => rials);
};

beforeAll(async () => {
  folder = await temporaryFolder();
  server = await startEmbeddedDatabase({ dataDir: dataDir() });
  process.env.DATABASE_URL = server.url;
  await migrateDatabase(server.url);
  simulator = await startSimulator();
  db = database();
  shop = await makeShop(db);
});
afterAll(async () => {
  await simulator?.close();
  await server?.stop();
  await folder?.remove();
});

test("after a restore what was paid is settled, what was given back is known, nothing is sent twice", async () => {
  const pay = () => payReally(db, shop);
  const calm = await pay();
  const [settledLater, paidLater] = [await openReally(db, shop), await openReally(db, shop)];
  const [partWaits, wholeWaits, neverSent, twoWait, forgotten] = [
    await pay(),
    await pay(),
    await pay(),
    await pay(),
    await pay(),
  ];
  await reserve(partWaits, part(30_000, "part"));
  await reserve(wholeWaits, { refundRef: "whole" });
  await reserve(neverSent, part(40_000, "never"));
  await reserve(twoWait, part(20_000, "one"));
  await reserve(twoWait, part(20_000, "two"));

  await server.stop();
  execFileSync("cp", ["-a", dataDir(), backup()]);
  await start();

  // The life after the backup.
  for (const payment of [settledLater, paidLater]) await actReally(db, payment, "pay");
  expect(await returnReally(db, settledLater, "ok")).toBe("paid");
  for (const payment of [partWaits, wholeWaits, twoWait]) {
    await refundsDueNow(db, payment.id);
    await finishRefunds(db, payment.id);
  }
  await refund(forgotten, part(50_000, "F-1"));
  await finishRefunds(db, forgotten.id);
  const stranger = await openReally(db, shop);
  await actReally(db, stranger, "pay");
  expect(await givenBack(twoWait)).toEqual([20_000, 20_000]);
  const sendsBefore = simulator.countOf(SENDS);
  expect(sendsBefore).toBe(5);

  // The disaster: back to the backup. The provider remembers.
  const recall = await rememberProvider();
  await server.stop();
  rmSync(dataDir(), { recursive: true });
  execFileSync("cp", ["-a", backup(), dataDir()]);
  await start();
  await recall();
  expect(await statusesOf(settledLater, paidLater, stranger)).toEqual(["open", "open", null]);

  await holdRefunds(system());
  expect(await followHold(system())).toEqual({ attempts: 2, accounts: 1 });
  const { refund: held } = await refund(calm, part(25_000, "held"));
  expect(held).toMatchObject({ status: "pending", sentAt: null });
  await advanceDueRefunds(system(), 5_000);
  expect(simulator.countOf(SENDS)).toBe(sendsBefore);

  const summary = await reconcileDue(system(), 20_000);
  expect(summary).toMatchObject({ settled: 2, accounts_swept: 1 });
  expect(await statusesOf(settledLater, paidLater, calm)).toEqual(["paid", "paid", "paid"]);
  expect(await followHold(system())).toBeNull();
  const alerts = await db.execute(sql`select kind, subject from payment.alerts`);
  expect([...alerts]).toEqual([{ kind: "provider_only_payment", subject: stranger.authority }]);

  // Released: what is new is sent, what waited in the backup was found where it had been sent.
  await finishRefunds(db, calm.id);
  expect(await givenBack(calm)).toEqual([25_000]);
  for (const payment of [partWaits, wholeWaits]) {
    await finishRefunds(db, payment.id);
    expect((await refundsOf(db, payment.id)).map(({ status }) => status)).toEqual(["succeeded"]);
  }
  expect(await givenBack(partWaits)).toEqual([30_000]);
  expect(simulator.countOf(SENDS)).toBe(sendsBefore + 1);

  // What never left is given up an hour later, and its amount is free again.
  await refundsDueNow(db, neverSent.id, "61 minutes");
  await advanceDueRefunds(system(), 5_000);
  expect((await refundsOf(db, neverSent.id))[0]).toMatchObject({
    status: "failed",
    failureReason: "not_carried_out",
  });
  expect(await givenBack(neverSent)).toEqual([]);

  // Two of one payment: the provider shows one, so a person says of each how it ended.
  for (const expected of ["one", "two"]) {
    await followHold(system());
    const doubted = (await refundsOf(db, twoWait.id)).find(({ exception }) => exception);
    expect(doubted).toMatchObject({ refundRef: expected, exception: "contradiction" });
    const settled = { id: doubted?.id ?? "", as: "succeeded", note: "پنل" } as const;
    await settleRefund(operatorOf(db, shop), settled);
  }

  // One that the books forgot, asked for again by the site: not sent again.
  const { refund: again } = await refund(forgotten, part(50_000, "F-1"));
  expect(again).toMatchObject({ status: "unknown", exception: "contradiction" });
  await settleRefund(operatorOf(db, shop), { id: again.id, as: "succeeded", note: "پنل" });
  expect(await givenBack(forgotten)).toEqual([50_000]);
  expect(await givenBack(twoWait)).toEqual([20_000, 20_000]);
  expect(simulator.countOf(SENDS)).toBe(sendsBefore + 1);

  expect((await checkBooks(db)).filter(({ broken }) => broken > 0)).toEqual([]);
  const unlike = await db.execute(sql`
    select t.id from payment.transactions t join payment.attempts a on a.transaction_id = t.id
    join payment.sandbox_sessions s on s.authority = a.authority
    where (t.status = 'paid') <> (s.status in ('VERIFIED', 'REVERSED'))
      or t.refunded_rials <> case s.status when 'REVERSED' then t.amount_rials else coalesce((
        select sum(amount_rials) from payment.sandbox_refunds r where r.authority = s.authority), 0) end`);
  expect([...unlike]).toEqual([]);
}, 120_000);
