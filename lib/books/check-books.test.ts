import { type SQL, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { requestRefund } from "@/lib/refunds/request-refund";
import { makeShop, type Shop, shopContext } from "@/lib/testing/factories";
import { makeEndpoint } from "@/lib/testing/news";
import {
  actReally,
  openReally,
  payReally,
  type RealPayment,
  returnReally,
} from "@/lib/testing/real-payment";
import { finishRefunds, NAMELESS, type Simulator, startSimulator } from "@/lib/testing/refund-shop";
import { testDatabase } from "@/lib/testing/test-context";
import { type BookResult, checkBooks } from "./check-books";

let simulator: Simulator;
let db: Database;
let shop: Shop;
let live: Shop;
/** One of each: paid, paid and partly refunded, paid and reversed, canceled, still open. */
let paid: RealPayment;
let refunded: RealPayment;
let reversed: RealPayment;
let canceled: RealPayment;
let open: RealPayment;

beforeAll(async () => {
  simulator = await startSimulator();
  db = await testDatabase();
  shop = await makeShop(db);
  live = await makeShop(db, "live");
  await makeEndpoint(db, shop, "https://shop.invalid/hook");
  paid = await payReally(db, shop);
  refunded = await payReally(db, shop);
  reversed = await payReally(db, shop);
  canceled = await openReally(db, shop);
  await actReally(db, canceled, "cancel");
  await returnReally(db, canceled, "not_ok");
  open = await openReally(db, shop);
  const refund = (id: string, amount?: number) =>
    requestRefund(shopContext(db, shop), {
      ...NAMELESS,
      transactionId: id,
      ...(amount === undefined ? {} : { amount, currency: "IRR" as const }),
    });
  await refund(refunded.id, 50_000);
  await finishRefunds(db, refunded.id);
  await refund(reversed.id);
});
afterAll(() => simulator.close());

test("after real payments and refunds every rule holds, and there is something to hold for", async () => {
  const results = await checkBooks(db);
  expect(results.map(({ id }) => id)).toEqual(Array.from({ length: 11 }, (_, n) => `I${n + 1}`));
  expect(results.filter(({ broken }) => broken > 0)).toEqual([]);
  const [rows] = await db.execute(sql`
    select (select count(*)::int from payment.ledger_entries where kind = 'payment') as payments,
      (select count(*)::int from payment.ledger_entries where kind = 'refund') as refunds,
      (select count(*)::int from payment.webhook_deliveries) as deliveries,
      (select count(*)::int from payment.transaction_events) as events`);
  expect(rows).toMatchObject({ payments: 6, refunds: 4, deliveries: 6 });
  expect(rows?.events).toBeGreaterThan(15);
});

const seenBroken = new Set<string>();

/** Which rules are broken, and by what, when this was done to the books; nothing of it stays. */
async function brokenBy(...deeds: SQL[]): Promise<Record<string, string[]>> {
  const undo = new Error("undo");
  let results: BookResult[] = [];
  const ran = db.transaction(async (tx) => {
    // No triggers and no foreign keys: as if somebody had the database in his hands.
    await tx.execute(sql`set local session_replication_role = 'replica'`);
    for (const deed of deeds) await tx.execute(deed);
    results = await checkBooks(tx);
    throw undo;
  });
  await expect(ran).rejects.toBe(undo);
  for (const { id, broken } of results) if (broken > 0) seenBroken.add(id);
  for (const { broken, ids } of results) expect(ids).toHaveLength(Math.min(broken, 5));
  return Object.fromEntries(
    results.filter((one) => one.broken > 0).map(({ id, ids }) => [id, ids]),
  );
}

/** A second payment of the same transaction in the ledger, balanced, of another source. */
const payment = (id: string, sourceId: string, rials = 150_000) => sql`
  insert into payment.ledger_entries
    (transaction_id, mode, tenant_id, app_id, kind, source_id, account, provider_account_id, amount_rials)
  select t.id, t.mode, t.tenant_id, t.app_id, 'payment', ${sourceId}, side.account, a.account_id, side.sign * ${rials}::int
  from payment.transactions t join payment.attempts a on a.transaction_id = t.id,
    (values ('provider_clearing', 1), ('merchant_payable', -1)) side(account, sign)
  where t.id = ${id}`;
const event = (id: string, type: string, data = "{}") => sql`
  with next as (update payment.transactions set event_seq = event_seq + 1 where id = ${id} returning *)
  insert into payment.transaction_events (transaction_id, seq, type, actor_type, data)
  select id, event_seq, ${type}, 'system', ${data}::jsonb from next`;
/** The chain's own trigger works even now. */
const withChain = sql`alter table payment.transaction_events enable always trigger transaction_events_chain`;

test("I1: two payments of one transaction", async () => {
  const broken = await brokenBy(
    sql`drop index payment.ledger_entries_one_payment`,
    payment(paid.id, "att_another"),
  );
  expect(broken).toEqual({ I1: [paid.id], I2: [paid.id], I4: [paid.id] });
});

test("I2: paid without an entry, an entry without being paid, an entry of another's attempt", async () => {
  const { id } = paid;
  const gone = sql`delete from payment.ledger_entries where transaction_id = ${id} and kind = 'payment'`;
  expect(await brokenBy(gone)).toEqual({ I2: [id], I4: [id] });
  expect(await brokenBy(payment(open.id, open.attemptId))).toEqual({
    I2: [open.id],
    I4: [open.id],
  });
  const of = sql`update payment.ledger_entries set source_id = ${reversed.attemptId}
    where transaction_id = ${id} and kind = 'payment'`;
  expect(await brokenBy(of)).toEqual({ I2: [id] });
});

test("I3: paid and not told, told and not paid", async () => {
  const forget = sql`delete from payment.webhook_events where transaction_id = ${paid.id}`;
  expect(await brokenBy(forget)).toEqual({ I3: [paid.id], I8: [paid.id] });
  const lie = sql`
    insert into payment.webhook_events (id, app_id, mode, type, seq, transaction_id, body)
    values ('evt_lie', ${shop.app.id}, 'test', 'transaction.paid', 0, ${canceled.id}, '{}')`;
  expect(await brokenBy(lie)).toEqual({ I3: [canceled.id] });
});

test("I4: another amount in the ledger than was paid, even where both sides agree", async () => {
  const more = sql`update payment.ledger_entries set amount_rials = amount_rials + sign(amount_rials)
    where transaction_id = ${paid.id} and kind = 'payment'`;
  expect(await brokenBy(more)).toEqual({ I4: [paid.id] });
});

test("I5: an entry that does not add up to zero", async () => {
  const more = sql`update payment.ledger_entries set amount_rials = amount_rials + 1
    where transaction_id = ${refunded.id} and kind = 'refund' and account = 'provider_clearing'`;
  const broken = await brokenBy(more);
  expect(Object.keys(broken)).toEqual(["I5"]);
  expect(broken.I5?.[0]).toContain(refunded.id);
});

test("I6: refunded more than paid, or not as the refunds or the ledger say", async () => {
  const only = { I6: [refunded.id] };
  const row = (rials: number) =>
    sql`update payment.transactions set refunded_rials = ${rials} where id = ${refunded.id}`;
  expect(await brokenBy(row(0))).toEqual(only);
  expect(await brokenBy(row(50_001))).toEqual(only);
  expect(
    await brokenBy(
      sql`alter table payment.transactions drop constraint transactions_refunded`,
      row(200_000),
      sql`update payment.refunds set amount_rials = 200_000 where transaction_id = ${refunded.id}`,
      sql`update payment.ledger_entries set amount_rials = sign(amount_rials) * 200000
        where transaction_id = ${refunded.id} and kind = 'refund'`,
    ),
  ).toEqual(only);
  const unbooked = sql`delete from payment.ledger_entries
    where transaction_id = ${refunded.id} and kind = 'refund'`;
  expect(await brokenBy(unbooked)).toEqual(only);
  const unmade = sql`update payment.refunds set status = 'unknown', ended_at = null
    where transaction_id = ${refunded.id}`;
  expect(await brokenBy(unmade)).toEqual(only);
});

test("I7: an end that is left, said twice or not the transaction's own", async () => {
  const reopened = await brokenBy(
    sql`update payment.transactions set status = 'open', failure_reason = null, ended_at = null
      where id = ${canceled.id}`,
  );
  expect(reopened).toEqual({ I7: [canceled.id] });
  const twice = await brokenBy(withChain, event(canceled.id, "transaction.canceled"));
  expect(twice).toEqual({ I7: [canceled.id] });
  const failed = await brokenBy(withChain, event(paid.id, "transaction.failed"));
  expect(failed).toEqual({ I7: [paid.id] });
  const early = await brokenBy(withChain, event(open.id, "transaction.expired"));
  expect(early).toEqual({ I7: [open.id] });
  const another = await brokenBy(
    sql`update payment.transactions set status = 'expired' where id = ${canceled.id}`,
  );
  expect(another).toEqual({ I7: [canceled.id], I8: [canceled.id] });
});

test("I7: late money may leave an unpaid end, once, and only if it says so", async () => {
  const settled = [
    sql`update payment.attempts set status = 'paid' where id = ${canceled.attemptId}`,
    sql`update payment.transactions set status = 'paid', paid_at = now(), late_at = now() where id = ${canceled.id}`,
    payment(canceled.id, canceled.attemptId),
    sql`insert into payment.webhook_events (id, app_id, mode, type, seq, transaction_id, body)
      values ('evt_late', ${shop.app.id}, 'test', 'transaction.paid', 0, ${canceled.id}, '{}')`,
    withChain,
  ];
  const late = event(canceled.id, "transaction.paid", '{"late": true}');
  expect(await brokenBy(...settled, late)).toEqual({});
  const unsaid = event(canceled.id, "transaction.paid");
  expect(await brokenBy(...settled, unsaid)).toEqual({ I7: [canceled.id] });
  expect(await brokenBy(...settled, late, late)).toEqual({ I7: [canceled.id] });
});

test("I8: an end nobody was told of, and a delivery everybody forgot", async () => {
  const forget = sql`delete from payment.webhook_events where transaction_id = ${canceled.id}`;
  expect(await brokenBy(forget)).toEqual({ I8: [canceled.id] });
  const ofPaid = sql`event_id = (select id from payment.webhook_events
    where transaction_id = ${paid.id} and type = 'transaction.paid')`;
  const [delivery] = await db.execute<{ id: string }>(
    sql`select id from payment.webhook_deliveries where ${ofPaid}`,
  );
  const old = (status: string) => sql`
    update payment.webhook_deliveries set status = ${status}, expires_at = now() - interval '25 hours',
      next_attempt_at = now() - interval '2 days' where ${ofPaid}`;
  expect(await brokenBy(old("pending"))).toEqual({ I8: [delivery?.id] });
  for (const status of ["delivered", "dead", "held", "canceled"]) {
    expect(await brokenBy(old(status))).toEqual({});
  }
});

test("I9: rows of another app, tenant or mode, at every place where rows meet", async () => {
  const wrongs: [SQL, string | RegExp][] = [
    [sql`update payment.transactions set key_id = ${live.key.id} where id = ${open.id}`, open.id],
    [sql`update payment.attempts set mode = 'live' where id = ${open.attemptId}`, open.attemptId],
    [
      sql`update payment.attempts set account_id = ${live.account.id} where id = ${open.attemptId}`,
      open.attemptId,
    ],
    [
      sql`update payment.refunds set app_id = ${live.app.id} where transaction_id = ${refunded.id}`,
      /^rfd_/,
    ],
    [
      sql`update payment.refunds set attempt_id = ${paid.attemptId} where transaction_id = ${refunded.id}`,
      /^rfd_/,
    ],
    [
      sql`update payment.ledger_entries set provider_account_id = ${live.account.id}
        where transaction_id = ${paid.id} and account = 'merchant_payable'`,
      /^\d+$/,
    ],
    [
      sql`update payment.webhook_deliveries set mode = 'live' where type = 'transaction.canceled'`,
      /^whd_/,
    ],
    [sql`update payment.webhook_endpoints set app_id = ${live.app.id}`, /^whd_/],
  ];
  for (const [wrong, id] of wrongs) {
    const broken = await brokenBy(wrong);
    expect(Object.keys(broken)).toEqual(["I9"]);
    expect(broken.I9?.[0]).toMatch(id);
  }
  const news = sql`update payment.webhook_events set app_id = ${live.app.id}
    where transaction_id = ${canceled.id}`;
  expect(Object.keys(await brokenBy(news))).toEqual(["I9"]);
});

test("I10: an event that was changed, taken out, cut off, added or put elsewhere", async () => {
  const only = { I10: [paid.id] };
  const events = sql`payment.transaction_events`;
  const of = sql`transaction_id = ${paid.id}`;
  const changed = sql`update ${events} set data = data || '{"x": 1}' where ${of} and seq = 2`;
  expect(await brokenBy(changed)).toEqual(only);
  const rehashed = sql`
    update ${events} e set at = at - interval '1 hour',
      hash = payment.event_hash(''::bytea, e) where ${of} and seq = 2`;
  expect(await brokenBy(rehashed)).toEqual(only);
  const gap = sql`delete from ${events} where ${of} and seq = 2`;
  expect(await brokenBy(gap)).toEqual(only);
  const hidden = [gap, sql`update ${events} set seq = seq - 1 where ${of} and seq > 2`];
  const recounted = sql`update payment.transactions set event_seq = event_seq - 1 where id = ${paid.id}`;
  expect(await brokenBy(...hidden, recounted)).toEqual(only);
  const head = [sql`delete from ${events} where ${of} and seq = 1`];
  expect(await brokenBy(...head)).toEqual(only);
  // Where what is cut off says nothing of an end, nothing but the chain can tell.
  const last = sql`delete from ${events} where transaction_id = ${open.id}
    and seq = (select max(seq) from ${events} where transaction_id = ${open.id})`;
  expect(await brokenBy(last)).toEqual({ I10: [open.id] });
  const forged = event(open.id, "shopper.handed_off");
  expect(await brokenBy(forged)).toEqual({ I10: [open.id] });
});

test("I10: an event that history has, and its transaction's number does not", async () => {
  const unseen = sql`update payment.transactions set event_seq = event_seq - 1 where id = ${open.id}`;
  expect(await brokenBy(unseen)).toEqual({ I10: [open.id] });
});

test("I11: open for more than three days, and no person was asked", async () => {
  const aged = (hours: number) => sql`
    update payment.transactions set created_at = now() - make_interval(hours => ${hours}) where id = ${open.id}`;
  expect(await brokenBy(aged(74))).toEqual({ I11: [open.id] });
  expect(await brokenBy(aged(72))).toEqual({});
  const asked = sql`update payment.transactions set exception = 'never_answered' where id = ${open.id}`;
  expect(await brokenBy(aged(74), asked)).toEqual({});
});

test("each rule was seen broken, so none of them holds whatever is there", async () => {
  const all = (await checkBooks(db)).map(({ id }) => id);
  expect([...seenBroken].sort()).toEqual([...all].sort());
});
