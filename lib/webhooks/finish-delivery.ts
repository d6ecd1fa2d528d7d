import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { coalesce } from "@/lib/limits/coalesce";
import { type ColumnType, column } from "./columns";
import { commitsUnflushed } from "./commit-unflushed";
import type { Exchange } from "./exchange";
import { BREAKER, GONE_SECONDS, TOLD_ATTEMPT, TOLD_EVERY_SECONDS, WORN } from "./health-rules";
import type { StoredStatus } from "./state";

const BATCH_MAX = 300;
/** Under load outcomes wait this long for company; a lone one is written at once. */
const GATHER_MS = 10;
/** A healthy endpoint's row is written at most this often. */
const SUCCESS_NOTED_SECONDS = 10;

/** What became of a claimed delivery. */
export type Finish = {
  id: string;
  endpointId: string;
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
  status: StoredStatus;
  /** Its endpoint came back to life, or has failed so that somebody is to be told: see `reviewEndpoint`. */
  review: boolean;
};
/** One row for the whole batch: `nth` is its place, from 1. */
type FinishedRow = [nth: number, status: StoredStatus, review: boolean];

type Value = string | number | null | undefined;

/** What a batch consists of, column by column: its name in the statement, its type, where it is from. */
const FIELDS: readonly [name: string, type: ColumnType, of: (one: Finish) => Value][] = [
  ["id", "text", (one) => one.id],
  ["endpoint_id", "text", (one) => one.endpointId],
  ["claim_id", "text", (one) => one.claimId],
  ["outcome", "text", (one) => one.outcome],
  ["delay_ms", "float8", (one) => one.delayMs],
  ["error", "text", (one) => one.error],
  ["url", "text", ({ exchange }) => exchange?.url],
  ["dns_ms", "int", ({ exchange }) => exchange?.dnsMs],
  ["connect_ms", "int", ({ exchange }) => exchange?.connectMs],
  ["tls_ms", "int", ({ exchange }) => exchange?.tlsMs],
  ["first_byte_ms", "int", ({ exchange }) => exchange?.firstByteMs],
  ["duration_ms", "int", ({ exchange }) => exchange?.durationMs],
  ["status", "int", ({ exchange }) => exchange?.status],
  ["request_headers", "json", ({ exchange }) => json(exchange?.requestHeaders)],
  ["response_headers", "json", ({ exchange }) => json(exchange?.responseHeaders)],
  ["response_body", "text", ({ exchange }) => exchange?.responseBody],
];
const VALUES = FIELDS.map(([, , of]) => of);
const NAMES = sql.raw(FIELDS.map(([name]) => name).join(", "));

const json = (headers: Record<string, string> | null | undefined) =>
  headers ? JSON.stringify(headers) : null;

const finishers = new WeakMap<Database, (row: Value[]) => Promise<Finished | null>>();

/**
 * Record an outcome, together with others that arrive at the same time: one statement for up to 300,
 * which also keeps the health of their endpoints.
 * @returns null when the lease was lost: then nothing was changed.
 */
export function finishDelivery(db: Database, one: Finish): Promise<Finished | null> {
  let finish = finishers.get(db);
  if (!finish) {
    const how = { batchMax: BATCH_MAX, gatherMs: GATHER_MS };
    finish = coalesce((rows: Value[][]) => finishBatch(db, rows), how);
    finishers.set(db, finish);
  }
  // Made ready one by one, so that a batch does not keep requests waiting.
  return finish(VALUES.map((of) => of(one)));
}

async function finishBatch(db: Database, batch: Value[][]): Promise<(Finished | null)[]> {
  const columns = FIELDS.map(([, type], n) =>
    column(
      batch.map((row) => row[n]),
      type,
    ),
  );
  // Taking the lease away is the fence. Then endpoints before deliveries, as everybody locks them, and in
  // the order of their ids: flushes of several processes wait for each other, never in a ring. A healthy
  // endpoint is not locked at all.
  //
  // A try by hand that failed changes nothing: the delivery is again what it was, its plan included.
  // Dead: no attempts left, or the next would come after the delivery expires. What was held or canceled
  // just when it was claimed stays so, unless it arrived.
  //
  // Health: anything taken clears it; of failures only those of the schedule count, and of a batch only
  // those after the last success. Whoever waited for an endpoint's lock sees its newest counters.
  const next = sql`now() + make_interval(secs => v.delay_ms / 1000)`;
  const nextStatus = sql`case
    when v.outcome = 'delivered' then 'delivered'
    when d.status <> 'pending' then d.status
    when v.outcome = 'released' then 'pending'
    when d.resume_status is not null then d.resume_status
    when v.delay_ms is null or ${next} > d.expires_at then 'dead'
    else 'pending'
  end`;
  const [row] = await db.execute<{ finished: FinishedRow[] | null }>(sql`
    with ended as materialized (
      delete from payment.webhook_leases l
      using unnest(${sql.join(columns, sql`, `)}) with ordinality as r(${NAMES}, nth)
      where l.endpoint_id = r.endpoint_id and l.delivery_id = r.id and l.claim_id = r.claim_id::uuid
      returning l.trigger, r.*
    ), counts as (
      select endpoint_id, bool_or(outcome = 'delivered') as taken,
        count(*) filter (where counted) as failures, bool_or(status = 410) filter (where counted) as gone
      from (
        select endpoint_id, outcome, status, outcome = 'failed' and trigger = 'auto' and nth > coalesce(
          max(nth) filter (where outcome = 'delivered') over (partition by endpoint_id), 0) as counted
        from ended
      ) e
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
    ), updated as (
      update payment.webhook_deliveries d
      set status = ${nextStatus},
        attempt = d.attempt + (v.outcome <> 'released')::int,
        next_attempt_at = case when v.outcome = 'failed' and d.resume_status is not null
          then coalesce(d.resume_at, d.next_attempt_at) else coalesce(${next}, d.next_attempt_at) end,
        resume_status = case when v.outcome = 'released' then d.resume_status end,
        resume_at = case when v.outcome = 'released' then d.resume_at end,
        last_status = case when v.outcome = 'released' then d.last_status else v.status end,
        last_error = case when v.outcome = 'released' then d.last_error else v.error end,
        finished_at = case
          when v.outcome = 'delivered' then now()
          when ${nextStatus} in ('pending', 'held') then d.finished_at
          else coalesce(d.finished_at, now())
        end
      from ended v
      where d.id = v.id and (select count(*) from ill) >= 0
      returning d.id, d.endpoint_id, d.status, d.attempt, d.extra_attempts, d.next_attempt_at,
        v.nth, v.trigger, v.outcome, v.status as answer, v.error, v.url, v.dns_ms, v.connect_ms, v.tls_ms,
        v.first_byte_ms, v.duration_ms, v.request_headers, v.response_headers, v.response_body
    ), logged as (
      insert into payment.webhook_attempts
        (delivery_id, attempt, trigger, at, status, error_class, url, dns_ms, connect_ms, tls_ms, first_byte_ms,
          duration_ms, request_headers, response_headers, response_body, next_attempt_at)
      select id, attempt, trigger, now() - make_interval(secs => coalesce(duration_ms, 0) / 1000.0),
        answer, error, url, dns_ms, connect_ms, tls_ms, first_byte_ms, duration_ms,
        request_headers, response_headers, response_body, case when status = 'pending' then next_attempt_at end
      from updated where outcome <> 'released'
    )
    select json_agg(json_build_array(u.nth, u.status, coalesce(h.review, false) and u.first_of_endpoint
      or u.outcome = 'failed' and u.trigger = 'auto' and u.attempt - u.extra_attempts = ${TOLD_ATTEMPT}
        and not exists (select from payment.notices n where n.endpoint_id = u.endpoint_id
          and n.kind = 'delivery_failing' and n.created_at > now() - make_interval(secs => ${TOLD_EVERY_SECONDS}))))
      as finished
    from (select *, row_number() over (partition by endpoint_id order by nth) = 1 as first_of_endpoint from updated) u
      left join health h on h.id = u.endpoint_id
    where ${commitsUnflushed}`);
  const finished = new Array<Finished | null>(batch.length).fill(null);
  for (const [nth, status, review] of row?.finished ?? []) finished[nth - 1] = { status, review };
  return finished;
}
