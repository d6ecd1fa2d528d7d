import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { coalesce } from "@/lib/limits/coalesce";
import type { Exchange } from "./exchange";
import { BREAKER, GONE_SECONDS, TOLD_ATTEMPT, TOLD_EVERY_SECONDS, WORN } from "./health-rules";
import type { DeliveryStatus } from "./state";

const BATCH_MAX = 300;
/** Under load outcomes wait this long for company; a lone one is written at once. */
const GATHER_MS = 10;
/** A healthy endpoint's row is written at most this often. */
const SUCCESS_NOTED_SECONDS = 10;

/** What became of a claimed delivery. */
export type Finish = {
  id: string;
  claimId: string;
  /** `released`: the fault was ours, the attempt does not count and is not logged. */
  outcome: "delivered" | "failed" | "released";
  /** Until the next attempt, in milliseconds; null: there is none. */
  delayMs: number | null;
  /** Null: it was taken. */
  error: string | null;
  /** Null only for `released`. */
  exchange: Exchange | null;
};

export type Finished = {
  status: DeliveryStatus;
  /** Its endpoint came back to life, or has failed so that somebody is to be told: see `reviewEndpoint`. */
  review: boolean;
};
type FinishedRow = { id: string; status: DeliveryStatus; review: boolean };

const finishers = new WeakMap<Database, (one: Finish) => Promise<Finished | null>>();

/**
 * Record an outcome, together with others that arrive at the same time: one statement for up to 300,
 * which also keeps the health of their endpoints.
 * @returns null when the lease was lost: then nothing was changed.
 */
export function finishDelivery(db: Database, one: Finish): Promise<Finished | null> {
  let finish = finishers.get(db);
  if (!finish) {
    const how = { batchMax: BATCH_MAX, gatherMs: GATHER_MS };
    finish = coalesce((batch: Finish[]) => finishBatch(db, batch), how);
    finishers.set(db, finish);
  }
  return finish(one);
}

async function finishBatch(db: Database, batch: Finish[]): Promise<(Finished | null)[]> {
  const results = JSON.stringify(batch.map((one, nth) => ({ ...one, nth })));
  // Endpoints before deliveries, as everybody locks them, and both in the order of their ids: flushes of
  // several processes wait for each other, never in a ring. A healthy endpoint is not locked at all.
  //
  // A try by hand that failed changes nothing: the delivery is again what it was, its plan included.
  // Dead: no attempts left, or the next would come after the delivery expires.
  //
  // Health: anything taken clears it; of failures only those of the schedule count, and of a batch only
  // those after the last success. Whoever waited for an endpoint's lock sees its newest counters.
  //
  // Rows are looked up by an array of ids: joined, they were read once for each other row in flight.
  const rows = await db.execute<FinishedRow>(sql`
    with results as (
      select r.*, x.* from jsonb_to_recordset(${results}::text::jsonb) as r(nth int, id text, "claimId" uuid,
          outcome text, "delayMs" float8, error text, exchange jsonb)
        cross join lateral jsonb_to_record(coalesce(r.exchange, '{}')) as x(url text, "dnsMs" int, "connectMs" int,
          "tlsMs" int, "firstByteMs" int, "durationMs" int, status int, "requestHeaders" jsonb,
          "responseHeaders" jsonb, "responseBody" text)
    ), sending as materialized (
      select id, endpoint_id, claim_id, resume_status, resume_at, recovered_at, expires_at
      from payment.webhook_deliveries
      where id = any(array(select id from results)) and status = 'sending'
    ), verdicts as materialized (
      select r.*, d.endpoint_id, d.resume_status, d.resume_at,
        max(r.nth) filter (where r.outcome = 'delivered') over (partition by d.endpoint_id) as taken_nth,
        case when d.resume_status is not null then 'manual' when d.recovered_at is not null then 'recover' else 'auto' end
          as trigger,
        now() + make_interval(secs => r."delayMs" / 1000) as next_at,
        case
          when r.outcome = 'delivered' then 'delivered'
          when r.outcome = 'released' then 'pending'
          when d.resume_status is not null then d.resume_status
          when r."delayMs" is null then 'dead'
          when now() + make_interval(secs => r."delayMs" / 1000) > d.expires_at then 'dead'
          else 'pending'
        end as next_status
      from results r join sending d on d.id = r.id and d.claim_id = r."claimId"
    ), counts as (
      select endpoint_id, bool_or(outcome = 'delivered') as taken,
        count(*) filter (where counted) as failures, bool_or(status = 410) filter (where counted) as gone
      from (
        select *, outcome = 'failed' and trigger = 'auto' and nth > coalesce(taken_nth, -1) as counted from verdicts
      ) v
      group by endpoint_id
    ), ill as materialized (
      select e.id, e.failing_since, c.taken, c.gone, c.failures > 0 as failed,
        c.failures + case when c.taken then 0 else e.consecutive_failures end as failures,
        case when not c.taken then e.gone_at end as gone_at,
        case when not c.taken then e.last_gone_at end as last_gone_at
      from payment.webhook_endpoints e join counts c on c.endpoint_id = e.id
      where c.failures > 0 or c.taken and (e.failing_since is not null or e.last_success_at is null
        or e.last_success_at < now() - make_interval(secs => ${SUCCESS_NOTED_SECONDS}))
      order by e.id for no key update of e
    ), health as (
      update payment.webhook_endpoints e
      set last_success_at = case when i.taken then now() else e.last_success_at end,
        last_failure_at = case when i.failed then now() else e.last_failure_at end,
        consecutive_failures = i.failures,
        failing_since = case when not i.failed then null when i.taken then now()
          else coalesce(i.failing_since, now()) end,
        open_until = case when i.failures >= ${BREAKER.failures} then now() + make_interval(secs =>
          least(${BREAKER.firstSeconds} * 2 ^ least(i.failures - ${BREAKER.failures}, 10), ${BREAKER.secondsMax})
            * (0.8 + 0.4 * random())) end,
        gone_at = case when i.gone then coalesce(i.gone_at, now()) else i.gone_at end,
        last_gone_at = case when i.gone then now() else i.last_gone_at end
      from ill i where e.id = i.id
      returning e.id, i.taken and i.failing_since is not null
        or e.last_gone_at >= e.gone_at + make_interval(secs => ${GONE_SECONDS})
        or e.failing_since < now() - make_interval(secs => ${WORN.seconds}) as review
    ), locked as materialized (
      select id from payment.webhook_deliveries
      where id = any(array(select id from verdicts)) and status = 'sending' and (select count(*) from ill) >= 0
      order by id for update
    ), updated as (
      update payment.webhook_deliveries d
      set status = v.next_status,
        attempt = d.attempt - (v.outcome = 'released')::int,
        next_attempt_at = case when v.outcome = 'failed' and v.resume_status is not null
          then coalesce(v.resume_at, d.next_attempt_at) else coalesce(v.next_at, d.next_attempt_at) end,
        resume_status = case when v.outcome = 'released' then v.resume_status end,
        resume_at = case when v.outcome = 'released' then v.resume_at end,
        claim_id = null, lease_until = null,
        last_status = case when v.outcome = 'released' then d.last_status else v.status end,
        last_error = case when v.outcome = 'released' then d.last_error else v.error end,
        finished_at = case
          when v.next_status in ('pending', 'held') then d.finished_at
          when v.outcome = 'delivered' then now()
          else coalesce(d.finished_at, now())
        end
      from verdicts v
      where d.id = any(array(select id from locked)) and v.id = d.id and d.claim_id = v."claimId"
      returning d.id, d.endpoint_id, d.status, d.attempt, d.extra_attempts, d.next_attempt_at, v.trigger, v.outcome, v.nth
    ), logged as (
      insert into payment.webhook_attempts
        (delivery_id, attempt, trigger, at, status, error_class, url, dns_ms, connect_ms, tls_ms, first_byte_ms,
          duration_ms, request_headers, response_headers, response_body, next_attempt_at)
      select u.id, u.attempt, u.trigger, now() - make_interval(secs => coalesce(v."durationMs", 0) / 1000.0),
        v.status, v.error, v.url, v."dnsMs", v."connectMs", v."tlsMs", v."firstByteMs", v."durationMs",
        nullif(v."requestHeaders", 'null'), nullif(v."responseHeaders", 'null'), v."responseBody",
        case when u.status = 'pending' then u.next_attempt_at end
      from updated u join verdicts v on v.id = u.id
      where u.outcome <> 'released'
    )
    select u.id, u.status,
      coalesce(h.review, false) and row_number() over (partition by u.endpoint_id order by u.nth) = 1
      or u.outcome = 'failed' and u.trigger = 'auto' and u.attempt - u.extra_attempts = ${TOLD_ATTEMPT}
        and not exists (select from payment.notices n where n.endpoint_id = u.endpoint_id
          and n.kind = 'delivery_failing' and n.created_at > now() - make_interval(secs => ${TOLD_EVERY_SECONDS})) as review
    from updated u left join health h on h.id = u.endpoint_id`);
  const finished = new Map(rows.map(({ id, ...rest }) => [id, rest]));
  return batch.map(({ id }) => finished.get(id) ?? null);
}
