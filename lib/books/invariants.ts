import { type SQL, sql } from "drizzle-orm";
import { literals } from "@/db/schema/base";
import { ASK_UP_TO_SECONDS } from "@/lib/transactions/backoff";
import { LIVE_STATUSES, UNPAID_ENDS } from "@/lib/transactions/state";

export type Invariant = {
  id: `I${number}`;
  /** What always holds. */
  says: string;
  /** A query of one text column `id`: the rows for which it does not. One snapshot of the database. */
  broken: SQL;
};

const live = literals(LIVE_STATUSES);
const unpaid = literals(UNPAID_ENDS);
const ends = literals(["paid", ...UNPAID_ENDS].map((status) => `transaction.${status}`));
/** A delivery that nobody has given up or finished this long after its last day was forgotten. */
const FORGOTTEN = sql`interval '1 day'`;
/** The reconciler gives up on its own at the end of its ladder; the rest is time to do so. */
const OPEN_TOO_LONG = sql`make_interval(secs => ${sql.raw(String(ASK_UP_TO_SECONDS))}) + interval '1 hour'`;

/** The rules of the books (threats.md §4.6) but the hash chain, which is recomputed piece by piece. */
export const INVARIANTS: readonly Invariant[] = [
  {
    id: "I1",
    says: "a transaction has at most one payment in the ledger",
    broken: sql`
      select distinct transaction_id as id from payment.ledger_entries
      where kind = 'payment' group by transaction_id, account having count(*) > 1`,
  },
  {
    id: "I2",
    says: "paid if and only if there is one payment in the ledger, from a paid attempt of its own",
    broken: sql`
      select t.id from payment.transactions t
      left join (
        select e.transaction_id, count(*) as booked,
          count(*) filter (where a.transaction_id = e.transaction_id and a.status = 'paid') as proven
        from payment.ledger_entries e left join payment.attempts a on a.id = e.source_id
        where e.kind = 'payment' and e.account = 'provider_clearing' group by 1
      ) c on c.transaction_id = t.id
      where case when t.status = 'paid' then coalesce(c.booked, 0) <> 1 or c.proven <> 1
        else c.booked is not null end`,
  },
  {
    id: "I3",
    says: "paid if and only if the outbox has one transaction.paid",
    broken: sql`
      select t.id from payment.transactions t
      left join (
        select transaction_id, count(*) as told from payment.webhook_events
        where type = 'transaction.paid' group by 1
      ) n on n.transaction_id = t.id
      where coalesce(n.told, 0) <> case t.status when 'paid' then 1 else 0 end`,
  },
  {
    id: "I4",
    says: "what the ledger says was paid is what the transactions say, by transaction and so in sum",
    broken: sql`
      select coalesce(t.id, c.transaction_id) as id
      from (select id, amount_rials from payment.transactions where status = 'paid') t
      full join (
        select transaction_id, sum(amount_rials) filter (where account = 'provider_clearing') as received,
          -sum(amount_rials) filter (where account = 'merchant_payable') as owed
        from payment.ledger_entries where kind = 'payment' group by 1
      ) c on c.transaction_id = t.id
      where c.received is distinct from t.amount_rials or c.owed is distinct from t.amount_rials`,
  },
  {
    id: "I5",
    says: "debits equal credits in every entry of the ledger",
    broken: sql`
      select transaction_id || ' ' || kind || ' ' || source_id as id from payment.ledger_entries
      group by transaction_id, kind, source_id having sum(amount_rials) <> 0`,
  },
  {
    id: "I6",
    says: "no more is refunded than was paid, and refunds, transactions and ledger agree on how much",
    broken: sql`
      select t.id from payment.transactions t
      left join (
        select transaction_id, sum(amount_rials) filter (where status <> 'failed') as taken,
          coalesce(sum(amount_rials) filter (where status = 'succeeded'), 0) as given
        from payment.refunds group by 1
      ) r on r.transaction_id = t.id
      left join (
        select transaction_id, sum(amount_rials) as booked from payment.ledger_entries
        where kind = 'refund' and account = 'refunds' group by 1
      ) e on e.transaction_id = t.id
      where t.refunded_rials > t.amount_rials or t.refunded_rials <> coalesce(r.taken, 0)
        or coalesce(r.given, 0) <> coalesce(e.booked, 0)
      union
      select transaction_id from payment.ledger_entries
      where kind = 'refund' and account = 'refunds'
        and not exists (select 1 from payment.refunds r where r.id = source_id and r.status = 'succeeded'
          and r.transaction_id = ledger_entries.transaction_id and r.amount_rials = ledger_entries.amount_rials)`,
  },
  {
    id: "I7",
    says: "nothing leaves an end, but unpaid ones for late money; the status is what the last end says",
    broken: sql`
      with told as (
        select transaction_id, seq, type, data -> 'late' as late,
          lag(type) over (partition by transaction_id order by seq) as before
        from payment.transaction_events
        where type in (${ends}, 'transaction.created')
      ), walked as (
        select transaction_id, (array_agg(type order by seq desc))[1] as last,
          bool_or(before in (${ends}) and not coalesce(before <> 'transaction.paid'
            and type = 'transaction.paid' and late = 'true'::jsonb, false)) as left_an_end
        from told group by transaction_id
      )
      select t.id from payment.transactions t join walked w on w.transaction_id = t.id
      where w.left_an_end
        or (t.status in (${live})) = (w.last in (${ends}))
        or (t.status in ('paid', ${unpaid}) and w.last <> 'transaction.' || t.status)`,
  },
  {
    id: "I8",
    says: "every end is told, and what is told arrives, is given up or is held: nothing is forgotten",
    broken: sql`
      select t.id from payment.transactions t
      where t.status in ('paid', ${unpaid})
        and not exists (select 1 from payment.webhook_events e
          where e.transaction_id = t.id and e.type = 'transaction.' || t.status)
      union all
      select id from payment.webhook_deliveries
      where status = 'pending' and greatest(expires_at, next_attempt_at) < now() - ${FORGOTTEN}`,
  },
  {
    id: "I9",
    says: "no row joins two apps, two tenants or test and live",
    broken: sql`
      select t.id from payment.transactions t
      join payment.client_apps a on a.id = t.app_id join payment.api_keys k on k.id = t.key_id
      where (a.tenant_id, k.app_id, k.mode) is distinct from (t.tenant_id, t.app_id, t.mode)
      union all
      select a.id from payment.attempts a join payment.transactions t on t.id = a.transaction_id
      join payment.provider_accounts p on p.id = a.account_id
      where (a.mode, p.mode, p.tenant_id) is distinct from (t.mode, t.mode, t.tenant_id)
      union all
      select r.id from payment.refunds r join payment.transactions t on t.id = r.transaction_id
      join payment.attempts a on a.id = r.attempt_id
      where (r.app_id, r.tenant_id, r.mode, a.transaction_id) is distinct from (t.app_id, t.tenant_id, t.mode, t.id)
      union all
      select e.id::text from payment.ledger_entries e join payment.transactions t on t.id = e.transaction_id
      left join payment.provider_accounts p on p.id = e.provider_account_id
      where (e.app_id, e.tenant_id, e.mode, p.tenant_id, p.mode)
        is distinct from (t.app_id, t.tenant_id, t.mode, t.tenant_id, t.mode)
      union all
      select e.id from payment.webhook_events e join payment.transactions t on t.id = e.transaction_id
      where (e.app_id, e.mode) is distinct from (t.app_id, t.mode)
      union all
      select d.id from payment.webhook_deliveries d join payment.webhook_events e on e.id = d.event_id
      join payment.webhook_endpoints w on w.id = d.endpoint_id
      where (d.mode, w.mode, w.app_id) is distinct from (e.mode, e.mode, e.app_id)`,
  },
  {
    id: "I11",
    says: "nothing is open for more than three days without a person being asked",
    broken: sql`
      select id from payment.transactions
      where status in (${live}) and exception is null and created_at < now() - (${OPEN_TOO_LONG})`,
  },
];
