import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { Mode } from "@/lib/context";

/** How long a worker may keep a delivery: three times what one attempt may take. */
const LEASE_SECONDS = 45;
/** From this attempt of its schedule on a delivery is a late retry and lets first tries go ahead. */
const LATE_ATTEMPT = 3;

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
 * Every enabled endpoint offers its oldest ones, never more than its free places (`max_in_flight`), and
 * they are taken in turns: an endpoint that hangs with a long queue costs the others nothing. SKIP LOCKED
 * keeps workers apart; `claim_id` is the fence for the one that comes back too late.
 */
export async function claimDeliveries(db: Database, slots: number): Promise<ClaimedDelivery[]> {
  // The statuses stand in the text: a partial index does not serve a bound parameter.
  const rows = await db.execute<Row>(sql`
    with in_flight as materialized (
      select endpoint_id, count(*)::int as n from payment.webhook_deliveries
      where status = 'sending' group by endpoint_id
    ), lanes as (
      select e.id, e.max_in_flight - coalesce(f.n, 0) as room
      from payment.webhook_endpoints e left join in_flight f on f.endpoint_id = e.id
      where e.status = 'enabled' and e.deleted_at is null
    ), candidates as materialized (
      select d.id, d.turn, d.late, d.next_attempt_at
      from lanes cross join lateral (
        select w.id, w.next_attempt_at,
          w.attempt - w.extra_attempts >= ${LATE_ATTEMPT} and w.resume_status is null as late,
          row_number() over (order by w.next_attempt_at, w.id) as turn
        from (
          select id, attempt, extra_attempts, resume_status, next_attempt_at
          from payment.webhook_deliveries
          where endpoint_id = lanes.id and status = 'pending' and recovered_at is null and next_attempt_at <= now()
          order by next_attempt_at, id limit greatest(lanes.room, 0)
        ) w
      ) d
      where lanes.room > 0
    ), picked as materialized (
      select id from candidates
      order by turn, late, next_attempt_at limit ${slots}
    ), locked as materialized (
      select id from payment.webhook_deliveries
      where id = any(array(select id from picked)) and status = 'pending' for update skip locked
    )
    update payment.webhook_deliveries d
    set status = 'sending', attempt = d.attempt + 1, claim_id = gen_random_uuid(),
      lease_until = now() + make_interval(secs => ${LEASE_SECONDS})
    from locked, payment.webhook_events v, payment.webhook_endpoints e
    where d.id = locked.id and v.id = d.event_id and e.id = d.endpoint_id
    returning d.id, d.claim_id, d.attempt - d.extra_attempts as attempt, d.event_id, v.body, d.endpoint_id, e.url, e.mode,
      e.secret_enc, e.previous_secrets`);
  return rows.map((row) => ({
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
  }));
}
