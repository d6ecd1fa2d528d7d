import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { Mode } from "@/lib/context";

/** How long a worker may keep a delivery: three times what one attempt may take. */
const LEASE_SECONDS = 45;
/** From this attempt of its schedule on a delivery is a late retry and lets first tries go ahead. */
const LATE_ATTEMPT = 3;
/** Deliveries of one app under way at the same time, over all of its endpoints and processes. */
const APP_IN_FLIGHT_MAX = 16;
/** Names the lock of whoever claims; any number that nothing else uses. */
const CLAIM_LOCK = 726_100_001;

/** A delivery on loan to this worker, with all that sending it needs. */
export type ClaimedDelivery = {
  id: string;
  claimId: string;
  /** This attempt's place in the schedule, from 1. */
  attempt: number;
  eventId: string;
  body: string;
  endpoint: {
    id: string;
    url: string;
    mode: Mode;
    secretEnc: string;
    previousSecrets: { enc: string; expires_at: string }[];
  };
};

type Row = {
  id: string;
  claim_id: string;
  attempt: number;
  event_id: string;
  body: string;
  endpoint_id: string;
  url: string;
  mode: Mode;
  secret_enc: string;
  previous_secrets: { enc: string; expires_at: string }[];
};

/**
 * Take up to `slots` due deliveries on a 45 s lease, in one statement that is its own transaction.
 * - Every enabled endpoint offers its oldest ones, never more than its free places, and they are taken in
 *   turns: an endpoint that hangs with a long queue costs the others nothing. Its places are
 *   `max_in_flight`; none while its breaker is open, and one from then on until one is taken.
 * - What was asked for again (`recovered_at`) gets at most half of them, after what is fresh.
 * - One app has at most 16 under way.
 * - A person's try waits for none of this, nor for a pause: one at a time for each endpoint.
 * SKIP LOCKED keeps workers apart; `claim_id` is the fence for the one that comes back too late.
 * @returns null when another worker is claiming at this moment: it takes what this one would have.
 */
export async function claimDeliveries(
  db: Database,
  slots: number,
): Promise<ClaimedDelivery[] | null> {
  // The statuses stand in the text: a partial index does not serve a bound parameter.
  // Only who holds the lock looks at all; else all would choose the same rows, and all but one in vain.
  const rows = await db.execute<Row | { id: null }>(sql`
    with claimer as materialized (
      select pg_try_advisory_xact_lock(${CLAIM_LOCK}) as chosen
    ), in_flight as materialized (
      select endpoint_id, count(*)::int as n, count(recovered_at)::int as recovering, count(resume_status)::int as by_hand
      from payment.webhook_deliveries
      where status = 'sending' group by endpoint_id
    ), busy_apps as materialized (
      select e.app_id, sum(f.n)::int as n
      from in_flight f join payment.webhook_endpoints e on e.id = f.endpoint_id group by e.app_id
    ), by_hand as materialized (
      select distinct on (w.endpoint_id) w.id
      from payment.webhook_deliveries w join payment.webhook_endpoints e on e.id = w.endpoint_id
        left join in_flight f on f.endpoint_id = w.endpoint_id
      where (select chosen from claimer) and w.status = 'pending' and w.resume_status is not null
        and w.next_attempt_at <= now() and e.deleted_at is null and coalesce(f.by_hand, 0) = 0
      order by w.endpoint_id, w.next_attempt_at, w.id
    ), places as (
      select id, app_id, case
          when open_until > now() then 0
          when consecutive_failures >= 5 then least(max_in_flight, 1)
          else max_in_flight
        end as n
      from payment.webhook_endpoints
      where (select chosen from claimer) and status = 'enabled' and deleted_at is null
    ), lanes as (
      select p.id, p.app_id, p.n - coalesce(f.n, 0) as room,
        greatest(p.n / 2, 1) - coalesce(f.recovering, 0) as recovery_room,
        ${APP_IN_FLIGHT_MAX} - coalesce(a.n, 0) as app_room
      from places p left join in_flight f on f.endpoint_id = p.id left join busy_apps a on a.app_id = p.app_id
    ), candidates as materialized (
      select lanes.app_id, lanes.app_room, d.id, d.turn, d.late, d.next_attempt_at
      from lanes cross join lateral (
        select w.id, w.next_attempt_at,
          w.attempt - w.extra_attempts >= ${LATE_ATTEMPT} and w.resume_status is null as late,
          row_number() over (order by w.recovering, w.next_attempt_at, w.id) as turn
        from (
          (select id, attempt, extra_attempts, resume_status, next_attempt_at, false as recovering
          from payment.webhook_deliveries
          where endpoint_id = lanes.id and status = 'pending' and recovered_at is null and next_attempt_at <= now()
            and id <> all(array(select id from by_hand))
          order by next_attempt_at, id limit greatest(lanes.room, 0))
          union all
          (select id, attempt, extra_attempts, resume_status, next_attempt_at, true
          from payment.webhook_deliveries
          where endpoint_id = lanes.id and status = 'pending' and recovered_at is not null and next_attempt_at <= now()
            and id <> all(array(select id from by_hand))
            and exists (select from payment.webhook_deliveries where status = 'pending' and recovered_at is not null)
          order by next_attempt_at, id limit greatest(least(lanes.room, lanes.recovery_room), 0))
        ) w
      ) d
      where lanes.room > 0 and lanes.app_room > 0 and d.turn <= lanes.room
    ), shares as (
      select c.*, row_number() over (partition by app_id order by turn, late, next_attempt_at) as app_turn
      from candidates c
    ), picked as materialized (
      (select id from by_hand limit ${slots})
      union all
      (select id from shares where app_turn <= app_room
      order by turn, late, next_attempt_at limit ${slots})
    ), locked as materialized (
      select id from payment.webhook_deliveries
      where id = any(array(select id from picked limit ${slots})) and status = 'pending' for update skip locked
    ), claimed as (
      update payment.webhook_deliveries d
      set status = 'sending', attempt = d.attempt + 1, claim_id = gen_random_uuid(),
        lease_until = now() + make_interval(secs => ${LEASE_SECONDS})
      from locked, payment.webhook_events v, payment.webhook_endpoints e
      where d.id = locked.id and v.id = d.event_id and e.id = d.endpoint_id
      returning d.id, d.claim_id, d.attempt - d.extra_attempts as attempt, d.event_id, v.body, d.endpoint_id, e.url,
        e.mode, e.secret_enc, e.previous_secrets
    )
    select claimed.* from claimer left join claimed on true where not claimer.chosen or claimed.id is not null`);
  const claimed: ClaimedDelivery[] = [];
  for (const row of rows) {
    if (row.id === null) return null;
    claimed.push({
      id: row.id,
      claimId: row.claim_id,
      attempt: row.attempt,
      eventId: row.event_id,
      body: row.body,
      endpoint: {
        id: row.endpoint_id,
        url: row.url,
        mode: row.mode,
        secretEnc: row.secret_enc,
        previousSecrets: row.previous_secrets,
      },
    });
  }
  return claimed;
}
