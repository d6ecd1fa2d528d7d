import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";

/** Values that the seeded rows have, for filters and searches to find. All of live mode but `testCards`. */
export type Sample = {
  tenantId: string;
  /** Largest first. */
  apps: { id: string; payments: number; newest: Date }[];
  transactions: {
    id: string;
    orderId: string;
    amountRials: number;
    mobile: string | null;
    authority: string | null;
    refId: string | null;
    cardPan: string | null;
  }[];
  /** Who pays most often. */
  busyMobiles: string[];
  testCards: string[];
  endpoints: string[];
  /** Who did things that the audit tells of. */
  operators: string[];
  first: Date;
  last: Date;
};

const SAMPLE_ROWS = 2_000;

/** Reads a sample of a seeded database. @throws Error when nothing was seeded */
export async function readSample(db: Database): Promise<Sample> {
  const apps = await db.execute<{
    tenant_id: string;
    id: string;
    payments: number;
    newest: string;
  }>(sql`
    select a.tenant_id, a.id, s.payments, s.newest from payment.client_apps a cross join lateral (
      select count(*)::int as payments, max(created_at) as newest from payment.transactions t where t.app_id = a.id
    ) s where s.payments > 0 order by s.payments desc`);
  const rows = await db.execute<Record<string, string | null>>(sql`
    select t.id, t.order_id, t.amount_rials, t.payer_mobile, a.authority, a.ref_id, a.card_pan
    from (select * from payment.transactions tablesample bernoulli (2) repeatable (7)
      where mode = 'live' order by md5(id) limit ${SAMPLE_ROWS}) t
    left join payment.attempts a on a.transaction_id = t.id and a.authority is not null`);
  const busy = await db.execute<{ payer_mobile: string }>(sql`
    select payer_mobile from payment.transactions where payer_mobile is not null
    group by 1 order by count(*) desc limit 20`);
  const cards = await db.execute<{ card: string }>(sql`
    select distinct right(card_pan, 4) as card from payment.attempts where mode = 'test' and card_pan is not null`);
  const endpoints = await db.execute<{ id: string }>(
    sql`select id from payment.webhook_endpoints where mode = 'live'`,
  );
  const operators = await db.execute<{ actor_id: string }>(sql`
    select distinct actor_id from payment.audit_log where actor_type = 'operator' limit 20`);
  const [ends] = await db.execute<{ first: string; last: string }>(sql`
    select min(created_at) as first, max(created_at) as last from payment.transactions`);
  const [largest] = apps;
  if (!largest || !ends) throw new Error("the database has no transactions");
  return {
    tenantId: largest.tenant_id,
    apps: apps.map(({ id, payments, newest }) => ({ id, payments, newest: new Date(newest) })),
    transactions: rows.map((row) => ({
      id: row.id as string,
      orderId: row.order_id as string,
      amountRials: Number(row.amount_rials),
      mobile: row.payer_mobile ?? null,
      authority: row.authority ?? null,
      refId: row.ref_id ?? null,
      cardPan: row.card_pan ?? null,
    })),
    busyMobiles: busy.map((row) => row.payer_mobile),
    testCards: cards.map(({ card }) => card),
    endpoints: endpoints.map(({ id }) => id),
    operators: operators.map((row) => row.actor_id),
    first: new Date(ends.first),
    last: new Date(ends.last),
  };
}
