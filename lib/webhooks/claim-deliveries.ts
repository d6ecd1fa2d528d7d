import "server-only";
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { Mode } from "@/lib/context";
import { column } from "./columns";
import { commitsUnflushed } from "./commit-unflushed";

/** How long a worker may keep a delivery: three times what one attempt may take. */
const LEASE_SECONDS = 45;
/** From this attempt of its schedule on a delivery is a late retry and lets first tries go ahead. */
const LATE_ATTEMPT = 3;
/** Deliveries of one app under way at the same time, over all of its endpoints and processes. */
const APP_IN_FLIGHT_MAX = 16;
/**
 * More than an endpoint can have under way. Said so that its leases are read in the order of their index,
 * which remembers what is gone; a bitmap would look at all that are gone each time.
 */
const LANE_MAX = 1_000;
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

/** A delivery; or one of their endpoints; or nothing, when it is to be asked again. */
type Row =
  | {
      id: string;
      attempt: number;
      event_id: string;
      body: string;
      endpoint_id: string;
      endpoint: null;
    }
  | { id: string; endpoint: ClaimedDelivery["endpoint"] }
  | { id: null; endpoint: null };

/**
 * Take up to `slots` due deliveries on a 45 s lease, in one statement that is its own transaction.
 * - Every enabled endpoint offers its oldest ones, never more than its free places, and they are taken in
 *   turns: an endpoint that hangs with a long queue costs the others nothing. Its places are
 *   `max_in_flight`; none while its breaker is open, and one from then on until one is taken.
 * - What was asked for again (`recovered_at`) gets at most half of them, after what is fresh.
 * - One app has at most 16 under way, over its endpoints that are enabled.
 * - A person's try waits for none of this, nor for a pause: one at a time for each endpoint.
 * A delivery's row is only locked, to see that it is still due; SKIP LOCKED and the lease's key keep
 * workers apart; `claim_id` is the fence for the one that comes back too late.
 * @param over deliveries of this worker that arrived, which is about to be written down: they are not taken
 *   again, and their places are free.
 * @returns null when it is to be asked again: another worker is claiming at this moment, or all that is due
 *   was locked by others, who may leave it due (of ten who redeliver at once nine lock it in vain).
 */
export async function claimDeliveries(
  db: Database,
  slots: number,
  over: readonly string[] = [],
): Promise<ClaimedDelivery[] | null> {
  const claimId = randomUUID();
  // The statuses stand in the text: a partial index does not serve a bound parameter.
  // Only who holds the lock looks at all; else all would choose the same rows, and all but one in vain.
  const rows = await db.execute<Row>(sql`
    with claimer as materialized (
      select pg_try_advisory_xact_lock(${CLAIM_LOCK}) as chosen where ${commitsUnflushed}
    ), over as materialized (
      select id from unnest(${column(over, "text")}) id
    ), asked as materialized (
      select id, endpoint_id, next_attempt_at from payment.webhook_deliveries
      where (select chosen from claimer) and status = 'pending' and resume_status is not null
        and next_attempt_at <= now()
    ), by_hand as materialized (
      select distinct on (w.endpoint_id) w.id
      from asked w join payment.webhook_endpoints e on e.id = w.endpoint_id
      where e.deleted_at is null and not exists (
          select from payment.webhook_leases l
          where l.endpoint_id = w.endpoint_id and (l.delivery_id = w.id or l.trigger = 'manual'
            and l.delivery_id not in (select id from over)))
      order by w.endpoint_id, w.next_attempt_at, w.id
    ), places as materialized (
      select e.id, e.app_id, f.n as busy, f.recovering, f.leased, case
          when e.open_until > now() then 0
          when e.consecutive_failures >= 5 then least(e.max_in_flight, 1)
          else e.max_in_flight
        end as n
      from payment.webhook_endpoints e cross join lateral (
        select count(*) filter (where under_way)::int as n,
          count(*) filter (where under_way and trigger = 'recover')::int as recovering,
          array_agg(delivery_id) || array(select id from by_hand) as leased
        from (
          select delivery_id, trigger, delivery_id not in (select id from over) as under_way
          from payment.webhook_leases where endpoint_id = e.id order by delivery_id limit ${LANE_MAX}
        ) l
      ) f
      where (select chosen from claimer) and e.status = 'enabled' and e.deleted_at is null
    ), lanes as materialized (
      select id, app_id, leased, n - busy as room, greatest(n / 2, 1) - recovering as recovery_room,
        ${APP_IN_FLIGHT_MAX} - sum(busy) over (partition by app_id) as app_room
      from places
    ), offered as materialized (
      select l.id as lane, l.app_id, l.room, l.app_room, w.*
      from lanes l cross join lateral (
        (select id, attempt - extra_attempts >= ${LATE_ATTEMPT} and resume_status is null as late, next_attempt_at,
          false as recovering
        from payment.webhook_deliveries
        where endpoint_id = l.id and status = 'pending' and recovered_at is null and next_attempt_at <= now()
          and id <> all(l.leased)
        order by next_attempt_at, id limit l.room)
        union all
        (select id, attempt - extra_attempts >= ${LATE_ATTEMPT} and resume_status is null, next_attempt_at, true
        from payment.webhook_deliveries
        where endpoint_id = l.id and status = 'pending' and recovered_at is not null and next_attempt_at <= now()
          and id <> all(l.leased)
          and exists (select from payment.webhook_deliveries where status = 'pending' and recovered_at is not null)
        order by next_attempt_at, id limit greatest(least(l.room, l.recovery_room), 0))
      ) w
      where l.room > 0 and l.app_room > 0
    ), candidates as (
      select *, row_number() over (partition by lane order by recovering, next_attempt_at, id) as turn from offered
    ), shares as (
      select id, turn, late, next_attempt_at, app_room,
        row_number() over (partition by app_id order by turn, late, next_attempt_at) as app_turn
      from candidates where turn <= room
    ), picked as materialized (
      (select id from by_hand limit ${slots})
      union all
      (select id from shares where app_turn <= app_room
      order by turn, late, next_attempt_at limit ${slots})
    ), locked as materialized (
      select id, event_id, endpoint_id, attempt - extra_attempts as attempt,
        case when resume_status is not null then 'manual' when recovered_at is not null then 'recover' else 'auto' end
          as trigger
      from payment.webhook_deliveries
      where id = any(array(select id from picked limit ${slots})) and status = 'pending' and next_attempt_at <= now()
      for no key update skip locked
    ), taken as (
      insert into payment.webhook_leases (delivery_id, event_id, endpoint_id, attempt, claim_id, lease_until, trigger)
      select id, event_id, endpoint_id, attempt + 1, ${claimId}, now() + make_interval(secs => ${LEASE_SECONDS}), trigger
      from locked
      on conflict do nothing
      returning delivery_id, event_id, endpoint_id, attempt
    ), claimed as (
      select t.delivery_id as id, t.attempt, t.event_id, v.body, t.endpoint_id
      from taken t join payment.webhook_events v on v.id = t.event_id
    )
    select claimed.*, null::json as endpoint from claimed
    union all
    select id, null, null, null, null, json_build_object('id', id, 'url', url, 'mode', mode,
      'secretEnc', secret_enc, 'previousSecrets', previous_secrets)
    from payment.webhook_endpoints where id in (select endpoint_id from taken)
    union all
    select null, null, null, null, null, null from claimer
    where not chosen or (exists (select from picked) and not exists (select from locked))`);
  const endpoints = new Map<string, ClaimedDelivery["endpoint"]>();
  for (const { endpoint } of rows) if (endpoint) endpoints.set(endpoint.id, endpoint);
  const claimed: ClaimedDelivery[] = [];
  for (const row of rows) {
    if (row.id === null) return null;
    if (row.endpoint) continue;
    const { id, attempt, event_id: eventId, body } = row;
    const endpoint = endpoints.get(row.endpoint_id);
    if (!endpoint) throw new Error(`the endpoint of ${id} is missing`);
    claimed.push({ id, claimId, attempt, eventId, body, endpoint });
  }
  return claimed;
}
