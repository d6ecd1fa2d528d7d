import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { Payment } from "./make-payments";

type Row = Record<string, unknown>;
/** Everything that our books say of some transactions, raw. */
export type Books = {
  transactions: (Row & {
    id: string;
    status: string;
    exception: string | null;
    failure_reason: string | null;
    amount_rials: number;
    refunded_rials: number;
    event_seq: number;
    late_at: string | null;
  })[];
  attempts: (Row & {
    transaction_id: string;
    lease_token: string | null;
    next_check_at: string | null;
  })[];
  events: { transaction_id: string; seq: number; type: string; data: Row; intact: boolean }[];
  ledger: {
    transaction_id: string;
    kind: string;
    account: string;
    source_id: string;
    amount_rials: number;
  }[];
  news: { transaction_id: string; type: string }[];
  refunds: (Row & {
    id: string;
    transaction_id: string;
    status: string;
    exception: string | null;
    amount_rials: number;
  })[];
};

/** One statement, so that the books are read as of one moment. */
export async function readBooks(db: Database, payments: Payment[]): Promise<Books> {
  const ids = JSON.stringify(payments.map(({ id }) => id));
  const [row] = await db.execute<Books>(sql`
    with ids as (select jsonb_array_elements_text(${ids}::text::jsonb) as id),
    events as (
      select e.transaction_id, e.seq, e.type, e.data,
        e.hash = payment.event_hash(coalesce(before.hash, ''::bytea), e) as intact
      from ids join payment.transaction_events e on e.transaction_id = ids.id
      left join payment.transaction_events before
        on before.transaction_id = e.transaction_id and before.seq = e.seq - 1)
    select
      (select jsonb_agg(to_jsonb(t)) from ids join payment.transactions t using (id)) as transactions,
      (select jsonb_agg(to_jsonb(a)) from ids join payment.attempts a on a.transaction_id = ids.id) as attempts,
      (select coalesce(jsonb_agg(to_jsonb(events) order by seq), '[]') from events) as events,
      (select coalesce(jsonb_agg(to_jsonb(l)), '[]') from ids join payment.ledger_entries l on l.transaction_id = ids.id) as ledger,
      (select coalesce(jsonb_agg(jsonb_build_object('transaction_id', w.transaction_id, 'type', w.type)), '[]')
        from ids join payment.webhook_events w on w.transaction_id = ids.id) as news,
      (select coalesce(jsonb_agg(to_jsonb(r)), '[]') from ids join payment.refunds r on r.transaction_id = ids.id) as refunds`);
  if (!row) throw new Error("no books");
  return row;
}
