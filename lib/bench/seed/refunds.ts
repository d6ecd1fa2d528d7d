import type { TransactionSql } from "postgres";

/** The refunds of the drawn payments that gave money back, or tried to. */
export async function writeRefunds(sql: TransactionSql): Promise<void> {
  await sql.unsafe(`
    insert into payment.refunds (id, transaction_id, mode, tenant_id, app_id, attempt_id, provider, method, status,
      refund_ref, content_hash, amount_rials, amount_sent, currency, reason, requested_by_type, requested_by_id,
      failure_code, failure_reason, created_at, sent_at, accepted_at, ended_at, checks)
    select 'rfd_' || pg_temp.ulid(asked_at, d.n, 501), d.id, d.mode, s.tenant_id, s.app_id,
      'att_' || pg_temp.ulid(d.created_at + make_interval(secs => d.tries), d.n, 100 + d.tries), 'zarinpal',
      case when d.refund = 'whole' and d.n % 4 = 0 then 'reverse' else 'refund' end,
      case d.refund when 'failed' then 'failed' else 'succeeded' end,
      case when by_site then 'R-' || d.n end, md5(d.id), sum, sum, 'IRR',
      (array['انصراف خریدار', 'ناموجود بودن کالا', 'پرداخت دوباره'])[1 + (d.n % 3)::int],
      case when by_site then 'app' else 'operator' end, case when by_site then s.key_id else 'usr_seeded' end,
      case d.refund when 'failed' then '-62' end, case d.refund when 'failed' then 'refund_refused' end,
      asked_at, asked_at + interval '1 second', asked_at + interval '2 seconds',
      asked_at + make_interval(secs => 3 + 7200 * pg_temp.dice(d.n, 502)), 1
    from drawn d join shops s on s.no = d.shop and s.mode = d.mode
    cross join lateral (select d.ended_at + make_interval(secs => 60 + 86400 * pg_temp.dice(d.n, 503)) as asked_at,
      d.n % 2 = 0 as by_site, case d.refund when 'part' then d.amount_rials / 2 else d.amount_rials end as sum) as r
    where d.refund <> 'none' order by d.n`);
}
