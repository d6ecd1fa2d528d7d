import type { TransactionSql } from "postgres";

/** The drawn transactions with their attempts, as they stand when all is over. */
export async function writePayments(sql: TransactionSql): Promise<void> {
  await sql.unsafe(`
    insert into payment.transactions (id, tenant_id, profile_id, app_id, key_id, mode, order_id, content_hash,
      status, amount_rials, amount_sent, currency, refunded_rials, description, method, locale, return_url,
      payer_name, payer_mobile, metadata, failure_code, failure_reason, exception, event_seq, created_at,
      expires_at, paid_at, ended_at, late_at)
    select d.id, s.tenant_id, s.profile_id, s.app_id, s.key_id, d.mode, d.order_id, md5(d.id), d.status,
      d.amount_rials, case d.currency when 'IRT' then d.amount_rials / 10 else d.amount_rials end, d.currency,
      case d.refund when 'whole' then d.amount_rials when 'part' then d.amount_rials / 2 else 0 end,
      (array['خرید اشتراک ماهانه', 'ثبت‌نام دوره', 'سفارش فروشگاه', 'تمدید میزبانی'])[1 + (d.n % 4)::int] || ' ' || d.n,
      'card', 'fa', 'https://' || s.slug || '.example/checkout/return?order=' || d.order_id,
      case when d.payer % 3 = 0 then 'مشتری ' || d.payer end, d.payer_mobile,
      jsonb_build_object('cart', 'c-' || d.n, 'channel', case d.n % 3 when 0 then 'app' else 'web' end),
      case d.failure_reason when 'payment_failed' then '-51' when 'provider_rejected' then '-12' end,
      d.failure_reason, d.exception, case d.status when 'created' then 1 when 'open' then 2 else 4 end,
      d.created_at, d.created_at + interval '30 minutes', case d.status when 'paid' then d.ended_at end, d.ended_at,
      case when d.late then d.ended_at end
    from drawn d join shops s on s.no = d.shop and s.mode = d.mode order by d.n;

    -- The last try speaks for its transaction; one before it was lost on the way to the provider.
    insert into payment.attempts (id, transaction_id, mode, account_id, provider, status, authority, ref_id,
      card_pan, card_hash, fee_rials, callback_hint, created_at, opened_at, handed_off_at, callback_at, ended_at,
      checks, last_check_at)
    select 'att_' || pg_temp.ulid(d.created_at + make_interval(secs => try), d.n, 100 + try), d.id, d.mode,
      s.account_id, 'zarinpal', case when is_last then state else 'lost' end, case when is_last and d.status <> 'created' then d.authority end,
      case when is_last and d.status = 'paid' then d.ref_id end,
      case when is_last and d.status = 'paid' then d.card_pan end,
      case when is_last and d.status = 'paid' then md5(d.card_pan) || md5(d.payer::text) end,
      case when is_last and d.status = 'paid' then greatest(d.amount_rials / 200, 1200) end,
      case when is_last and d.status = 'paid' then 'ok' when is_last and d.status = 'canceled' then 'not_ok' end,
      d.created_at + make_interval(secs => try), case when is_last and d.status <> 'created' then d.created_at + interval '2 seconds' end,
      case when is_last and d.status <> 'created' then d.created_at + interval '4 seconds' end,
      case when is_last and d.status in ('paid', 'canceled') then d.ended_at end, d.ended_at,
      case when is_last then 1 else 0 end, case when is_last then d.ended_at end
    from drawn d join shops s on s.no = d.shop and s.mode = d.mode
    cross join lateral generate_series(1, d.tries) as try
    cross join lateral (select try = d.tries as is_last, case d.status when 'paid' then 'paid'
      when 'created' then 'requesting' when 'open' then 'open' when 'verifying' then 'open' else 'unpaid' end as state) as f
    order by d.n`);
}

/** Their timelines and audit rows. */
export async function writeHistory(sql: TransactionSql): Promise<void> {
  await sql.unsafe(`
    create temporary table told on commit drop as
    select d.*, s.tenant_id, s.key_id, e.* from drawn d
    join shops s on s.no = d.shop and s.mode = d.mode
    cross join lateral (values
      (1, 'transaction.created', 'transaction.create', 'app', d.created_at, '{}'::jsonb, null::int),
      (2, 'attempt.opened', 'transaction.open', 'app', d.created_at + interval '2 seconds', jsonb_build_object(
        'authority', d.authority, 'exchanges', jsonb_build_array(jsonb_build_object('call', 'request',
          'request', jsonb_build_object('amount', d.amount_rials, 'currency', 'IRR', 'merchant_id', '****'),
          'response', jsonb_build_object('code', 100, 'message', 'Success', 'fee_type', 'Merchant'),
          'http', 200, 'duration_ms', 90 + (200 * d.luck)::int))), 90 + (200 * d.luck)::int),
      (3, 'shopper.handed_off', null, 'shopper', d.created_at + interval '4 seconds', '{}'::jsonb, null),
      (4, case when d.exception is null then 'transaction.' || d.status else 'transaction.excepted' end,
        case when d.exception is null then 'transaction.' || d.status end, 'system',
        coalesce(d.ended_at, d.created_at + interval '9 minutes'), jsonb_build_object(
        'exchanges', jsonb_build_array(jsonb_build_object('call', 'verify',
          'request', jsonb_build_object('amount', d.amount_rials, 'authority', d.authority),
          'response', jsonb_build_object('code', case d.status when 'paid' then 100 else -51 end, 'ref_id', d.ref_id),
          'http', 200, 'duration_ms', 150 + (400 * d.luck)::int))), 150 + (400 * d.luck)::int)
    ) as e(seq, type, action, actor_type, at, data, duration_ms)
    where e.seq <= case d.status when 'created' then 1 when 'open' then 2 else 4 end;

    insert into payment.transaction_events
      (transaction_id, seq, type, at, actor_type, actor_id, request_id, attempt_id, data, duration_ms)
    select id, seq, type, at, actor_type, case actor_type when 'app' then key_id when 'system' then 'settle' end,
      'req_' || pg_temp.ulid(at, n, 200 + seq), 'att_' || pg_temp.ulid(created_at + make_interval(secs => tries), n, 100 + tries),
      data, duration_ms
    from told order by n, seq;

    insert into payment.audit_log (id, tenant_id, at, actor_type, actor_id, request_id, action, entity_id, data)
    select 'aud_' || pg_temp.ulid(at, n, 300 + seq), tenant_id, at, actor_type,
      case actor_type when 'app' then key_id else 'settle' end, 'req_' || pg_temp.ulid(at, n, 200 + seq), action, id,
      case seq when 4 then jsonb_build_object('ref_id', ref_id) else '{}'::jsonb end
    from told where action is not null order by n, seq`);
  await writeDeeds(sql);
}

/** What people did meanwhile: one deed for forty payments, mostly of two of the five who do any. */
async function writeDeeds(sql: TransactionSql): Promise<void> {
  await sql.unsafe(`
    insert into payment.audit_log (id, tenant_id, at, actor_type, actor_id, request_id, action, entity_id, data)
    select 'aud_' || pg_temp.ulid(d.created_at, d.n, 350), s.tenant_id, d.created_at, 'operator',
      'usr_SEED' || floor(5 * pg_temp.dice(d.n, 351) ^ 2)::text, 'req_' || pg_temp.ulid(d.created_at, d.n, 352), action,
      case when action like 'transaction%' then d.id else s.app_id end, '{}'
    from drawn d join shops s on s.no = d.shop and s.mode = d.mode
    cross join lateral (select (array['operator.sign_in', 'transaction.recheck', 'webhook_delivery.redeliver',
      'operator.sign_in_refused', 'key.rotate', 'app.update', 'view.save', 'operator.create']
    )[1 + floor(8 * pg_temp.dice(d.n, 353) ^ 2)::int] as action) as a
    where d.n % 40 = 0 order by d.n`);
}
