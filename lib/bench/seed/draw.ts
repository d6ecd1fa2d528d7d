import type { Sql } from "postgres";
import { dayStart, tehranDate } from "../../time/tehran-days";

/** What each question to the dice is about; any number, but each its own. */
const ASK = {
  shop: 11,
  mode: 12,
  end: 13,
  amount: 14,
  cents: 15,
  second: 16,
  payer: 17,
  hasMobile: 18,
  card: 19,
  again: 20,
  reason: 21,
  took: 22,
  tries: 23,
  refund: 24,
  late: 25,
  stuck: 26,
  currency: 27,
  ref: 28,
  id: 29,
  attempt: 30,
  authority: 31,
  price: 32,
  name: 33,
} as const;

/** How long a shopper has, and how long afterwards everything seeded has ended. */
const LIVE_MINUTES = 30;

const DAY_MS = 86_400_000;
const BUSIEST_PART_OF_DAY = 0.6;

export type Period = { since: Date; until: Date; count: number };

/**
 * Decides everything about the payments numbered from `first` to `last` and leaves it in the temporary
 * table `drawn`, oldest first. More of them lie towards the end of the year and in the afternoon; one in
 * seven is a test; two thirds are paid; who did not pay often tries again for the same order.
 */
export async function drawPayments(
  sql: Sql,
  { since, until, count }: Period,
  first: number,
  last: number,
): Promise<void> {
  const d = (what: keyof typeof ASK) => `pg_temp.dice(n, ${ASK[what]})`;
  const midnight = dayStart(tehranDate(since)).getTime();
  const busiest = BUSIEST_PART_OF_DAY - (since.getTime() - midnight) / DAY_MS;
  const payers = Math.max(10, Math.round(count / 4));
  await sql`drop table if exists drawn`;
  await sql.unsafe(
    `
    create temporary table drawn as
    with times as (
      select n, part, $1::timestamptz + make_interval(secs => 86400 * least(
          floor(day) + frac - 0.11 * (sin(2 * pi() * (frac - $6::float8)) + sin(2 * pi() * $6::float8)),
          extract(epoch from $2::timestamptz - $1::timestamptz) / 86400)) as created_at
      from (
        select n, part, day, day - floor(day) as frac from (
          select n, part, part * extract(epoch from $2::timestamptz - $1::timestamptz) / 86400 as day
          from (
            select n, ((n - 0.5) / $3::float8) ^ 0.8 as part
            from generate_series($4::bigint, $5::bigint) as n
          ) parts
        ) days
      ) fracs
    ), faces as (
      select t.*, s.no as shop, case when ${d("mode")} < 0.14 then 'test' else 'live' end as mode,
        floor(${payers} * ${d("payer")} ^ 2)::bigint as payer,
        created_at > $2::timestamptz - interval '${LIVE_MINUTES} minutes' as is_new
      from times t
      join shops s on s.mode = 'live' and ${d("shop")} >= s.low and ${d("shop")} < s.high
        and part >= s."from" and part <= s."to"
      union all
      -- Who asked before a site was there, or after it had gone, asked the largest.
      select t.*, 1, case when ${d("mode")} < 0.14 then 'test' else 'live' end,
        floor(${payers} * ${d("payer")} ^ 2)::bigint, created_at > $2::timestamptz - interval '${LIVE_MINUTES} minutes'
      from times t
      where not exists (select from shops s where s.mode = 'live' and ${d("shop")} >= s.low
        and ${d("shop")} < s.high and part >= s."from" and part <= s."to")
    ), ends as (
      select f.*, case
          when is_new and ${d("stuck")} < 0.7 then
            case when ${d("end")} < 0.15 then 'created' when ${d("end")} < 0.85 then 'open' else 'verifying' end
          when ${d("stuck")} < 0.0004 then 'verifying'
          when ${d("end")} < 0.66 then 'paid'
          when ${d("end")} < 0.75 then 'failed'
          when ${d("end")} < 0.86 then 'canceled'
          else 'expired'
        end as status
      from faces f
    )
    select n, 'trx_' || pg_temp.ulid(created_at, n, ${ASK.id}) as id, created_at, shop, mode, status,
      case when status = 'verifying' and not is_new then
        (array['amount_mismatch', 'paid_twice', 'never_answered'])[1 + floor(3 * ${d("reason")})::int] end as exception,
      -- Prices that many pay, and sums of every size between 1,000 and 100,000,000 Toman.
      case when ${d("price")} < 0.4
        then (array[490, 990, 1490, 1990, 2900, 4900, 9900, 14900])[1 + floor(8 * ${d("amount")})::int]::bigint * 1000
        else least(1e9, round(10 ^ (4 + 5 * (${d("amount")} + ${d("cents")} + ${d("price")}) / 3) / 1000) * 1000)::bigint
      end as amount_rials,
      case when ${d("currency")} < 0.7 then 'IRT' else 'IRR' end as currency,
      'ORD-' || (100000 + case when status in ('failed', 'canceled', 'expired') and ${d("again")} < 0.3
        then n + 7 else n end) as order_id,
      payer, case when ${d("hasMobile")} < 0.7 then '09' || pg_temp.digits(payer, ${ASK.name}, 9) end as payer_mobile,
      -- A tester has three cards; a payer has one.
      (array['603799', '589210', '627412', '621986', '610433', '502229'])[1 + (payer % 6)::int] || '******' ||
        case mode when 'test' then (array['7893', '7898', '7899'])[1 + floor(3 * ${d("card")})::int]
          else pg_temp.digits(payer, ${ASK.card}, 4) end as card_pan,
      case status
        when 'failed' then (array['payment_failed', 'payment_failed', 'provider_rejected'])[1 + floor(3 * ${d("reason")})::int]
        when 'canceled' then 'canceled_by_shopper' when 'expired' then 'expired' end as failure_reason,
      case when status in ('paid', 'failed', 'canceled') then created_at + make_interval(secs => 20 + 400 * ${d("took")})
        when status = 'expired' then created_at + interval '${LIVE_MINUTES} minutes' end as ended_at,
      status = 'paid' and ${d("late")} < 0.002 as late,
      case when status <> 'paid' then 'none' when ${d("refund")} < 0.015 then 'whole'
        when ${d("refund")} < 0.025 then 'part' when ${d("refund")} < 0.027 then 'failed' else 'none' end as refund,
      case when ${d("tries")} < 0.05 then 2 else 1 end as tries,
      ${d("took")} as luck,
      'A' || pg_temp.digits(n, ${ASK.authority}, 35) as authority,
      (59421827101 + n)::text as ref_id
    from ends order by n`,
    [since, until, count, first, last, busiest],
  );
  await sql`analyze drawn`;
}
