import type { TransactionSql } from "postgres";

/**
 * What their sites were told of the drawn payments that ended. Nearly all arrived at once, some late, a few
 * never; those of sites that stopped listening are held. Nothing is due for a month, so that no server
 * begins to call the sites, which do not exist.
 */
export async function writeNews(sql: TransactionSql): Promise<void> {
  await sql.unsafe(`
    create temporary table news on commit drop as
    select d.n, d.mode, 'transaction.' || d.status as type, d.id as transaction_id, d.ended_at as at,
      s.app_id, s.endpoint_id, d.order_id, d.amount_rials, d.status as transaction_status,
      'evt_' || pg_temp.ulid(d.ended_at, d.n, 401) as event_id,
      'whd_' || pg_temp.ulid(d.ended_at, d.n, 402) as delivery_id,
      nextval('payment.webhook_event_seq') as seq,
      case when s.no in (5, 8) and d.n % 40 = 0 then 'held'
        when pg_temp.dice(d.n, 403) < 0.008 then 'dead'
        when pg_temp.dice(d.n, 403) < 0.009 and d.ended_at > now() - interval '4 days' then 'pending'
        else 'delivered' end as status,
      case when pg_temp.dice(d.n, 404) < 0.04 then 2 else 1 end as tries
    from drawn d join shops s on s.no = d.shop and s.mode = d.mode
    where d.ended_at is not null and d.exception is null order by d.n;

    insert into payment.webhook_events (id, app_id, mode, type, seq, transaction_id, body, created_at)
    select event_id, app_id, mode, type, seq, transaction_id, json_build_object('type', type, 'timestamp', at,
      'id', event_id, 'seq', seq, 'data', json_build_object('transaction', json_build_object('id', transaction_id,
        'object', 'transaction', 'mode', mode, 'app_id', app_id, 'order_id', order_id, 'status', transaction_status,
        'amount', amount_rials, 'currency', 'IRR', 'amount_rials', amount_rials, 'description', repeat('ش', 60),
        'pay_url', 'https://pay.example/pay/' || transaction_id, 'return_url', 'https://shop.example/return',
        'metadata', json_build_object('cart', 'c-' || n))))::text, at
    from news order by n;

    insert into payment.webhook_deliveries (id, event_id, endpoint_id, mode, type, status, attempt, next_attempt_at,
      expires_at, last_status, last_error, created_at, finished_at)
    select delivery_id, event_id, endpoint_id, mode, type, status, made, now() + interval '30 days',
      now() + interval '34 days', case when made = 0 or status = 'pending' then null when status = 'dead' then 500 else 200 end,
      case when status = 'pending' then 'timeout' end, at,
      case when status in ('delivered', 'dead') then at + make_interval(secs => 1 + 60 * (made - 1)) end
    from news cross join lateral (select case status when 'held' then 0 when 'dead' then 8 when 'pending' then 3
      else tries end as made) as m
    order by n;

    insert into payment.webhook_attempts (delivery_id, attempt, at, duration_ms, status, error_class, response_body)
    select delivery_id, try, at + make_interval(secs => 60 * (try - 1)), 40 + (300 * pg_temp.dice(n, 405 + try))::int,
      case when arrived then 200 when status = 'pending' then null else 500 end,
      case when not arrived and status = 'pending' then 'timeout' end,
      case when arrived then 'ok' when status <> 'pending' then '<h1>500 Internal Server Error</h1>' end
    from news cross join lateral generate_series(1, case status when 'held' then 0 when 'dead' then 8
      when 'pending' then 3 else tries end) as try
    cross join lateral (select status = 'delivered' and try = tries as arrived) as a
    order by n, try`);
}
