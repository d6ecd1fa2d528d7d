import type { Sql } from "postgres";

/** A transaction as the database holds it, with all that hangs on it. Amounts are Rials as text. */
export type Kept = {
  id: string;
  orderId: string;
  status: string;
  exception: string | null;
  ended: boolean;
  late: boolean;
  amountRials: string;
  refundedRials: string;
  /** Every session that we know of. */
  authorities: string[];
  paidAuthority: string | null;
  refId: string | null;
  paidEvents: number;
  /** Events that tell of an end, the paid one included. */
  ends: number;
  paidNews: number;
  /** Ids of the outbox events that tell the site of an end or a refund. */
  finalEvents: string[];
  /** Ledger rows of kind payment, and what they book as the provider's debt. */
  pairEntries: number;
  bookedRials: string;
  refundBookedRials: string;
  unbalancedRials: string;
  succeededRials: string;
  chainHolds: boolean;
};

/** All transactions of these orders. */
export async function keptOf(sql: Sql, orderIds: readonly string[]): Promise<Kept[]> {
  return sql<Kept[]>`
    select t.id, t.order_id as "orderId", t.status, t.exception, t.ended_at is not null as ended,
      t.late_at is not null as late, t.amount_rials::text as "amountRials",
      t.refunded_rials::text as "refundedRials", a.authorities, a."paidAuthority", a."refId",
      e."paidEvents", e.ends, e."chainHolds", w."paidNews", w."finalEvents", l.*,
      (select coalesce(sum(amount_rials), 0)::text from payment.refunds
        where transaction_id = t.id and status = 'succeeded') as "succeededRials"
    from payment.transactions t
    cross join lateral (
      select coalesce(array_agg(authority) filter (where authority is not null), '{}') as authorities,
        max(authority) filter (where status = 'paid') as "paidAuthority",
        max(ref_id) filter (where status = 'paid') as "refId"
      from payment.attempts where transaction_id = t.id) a
    cross join lateral (
      select count(*) filter (where type = 'transaction.paid')::int as "paidEvents",
        count(*) filter (where type in ('transaction.paid', 'transaction.failed',
          'transaction.canceled', 'transaction.expired'))::int as ends,
        bool_and(hash = expected) as "chainHolds"
      from (
        select x.type, x.hash,
          payment.event_hash(coalesce(lag(x.hash) over (order by x.seq), ''::bytea), x) as expected
        from payment.transaction_events x where x.transaction_id = t.id) chained) e
    cross join lateral (
      select count(*) filter (where type = 'transaction.paid')::int as "paidNews",
        coalesce(array_agg(id), '{}') as "finalEvents"
      from payment.webhook_events where transaction_id = t.id) w
    cross join lateral (
      select count(*) filter (where kind = 'payment')::int as "pairEntries",
        coalesce(sum(amount_rials) filter (where kind = 'payment' and account = 'provider_clearing'), 0)::text
          as "bookedRials",
        coalesce(sum(amount_rials) filter (where kind = 'refund' and account = 'refunds'), 0)::text
          as "refundBookedRials",
        coalesce(sum(amount_rials), 0)::text as "unbalancedRials"
      from payment.ledger_entries where transaction_id = t.id) l
    where t.order_id in ${sql([...orderIds])}`;
}
