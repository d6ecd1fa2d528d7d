import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { coalesce } from "@/lib/limits/coalesce";
import type { Exchange } from "./exchange";
import type { DeliveryStatus } from "./state";

const BATCH_MAX = 100;

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

const finishers = new WeakMap<Database, (one: Finish) => Promise<DeliveryStatus | null>>();

/**
 * Record an outcome, together with others that arrive at the same time: one statement for up to 100.
 * @returns the delivery's new status, or null when the lease was lost: then nothing was changed.
 */
export function finishDelivery(db: Database, one: Finish): Promise<DeliveryStatus | null> {
  let finish = finishers.get(db);
  if (!finish) {
    finish = coalesce((batch: Finish[]) => finishBatch(db, batch), { batchMax: BATCH_MAX });
    finishers.set(db, finish);
  }
  return finish(one);
}

async function finishBatch(db: Database, batch: Finish[]): Promise<(DeliveryStatus | null)[]> {
  // A try by hand that failed changes nothing: the delivery is again what it was, its plan included.
  // Dead: no attempts left, or the next would come after the delivery expires.
  const rows = await db.execute<{ id: string; status: DeliveryStatus }>(sql`
    with results as (
      select r.*, x.* from jsonb_to_recordset(${JSON.stringify(batch)}::text::jsonb) as r(id text, "claimId" uuid,
          outcome text, "delayMs" float8, error text, exchange jsonb)
        cross join lateral jsonb_to_record(coalesce(r.exchange, '{}')) as x(url text, "dnsMs" int, "connectMs" int,
          "tlsMs" int, "firstByteMs" int, "durationMs" int, status int, "requestHeaders" jsonb,
          "responseHeaders" jsonb, "responseBody" text)
    ), verdicts as (
      select r.*, d.resume_status, d.resume_at,
        now() + make_interval(secs => r."delayMs" / 1000) as next_at,
        case
          when r.outcome = 'delivered' then 'delivered'
          when r.outcome = 'released' then 'pending'
          when d.resume_status is not null then d.resume_status
          when r."delayMs" is null then 'dead'
          when now() + make_interval(secs => r."delayMs" / 1000) > d.expires_at then 'dead'
          else 'pending'
        end as next_status
      from results r join payment.webhook_deliveries d on d.id = r.id
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
          when v.next_status = 'pending' then d.finished_at
          when v.outcome = 'delivered' then now()
          else coalesce(d.finished_at, now())
        end
      from verdicts v
      where d.id = v.id and d.claim_id = v."claimId" and d.status = 'sending'
      returning d.id, d.status, d.attempt, v.resume_status
    ), logged as (
      insert into payment.webhook_attempts
        (delivery_id, attempt, trigger, at, status, error_class, url, dns_ms, connect_ms, tls_ms, first_byte_ms,
          duration_ms, request_headers, response_headers, response_body)
      select u.id, u.attempt, case when u.resume_status is null then 'auto' else 'manual' end,
        now() - make_interval(secs => coalesce(r."durationMs", 0) / 1000.0),
        r.status, r.error, r.url, r."dnsMs", r."connectMs", r."tlsMs", r."firstByteMs", r."durationMs",
        nullif(r."requestHeaders", 'null'), nullif(r."responseHeaders", 'null'), r."responseBody"
      from updated u join results r on r.id = u.id
      where r.outcome <> 'released'
    )
    select id, status from updated`);
  const statuses = new Map(rows.map((row) => [row.id, row.status]));
  return batch.map(({ id }) => statuses.get(id) ?? null);
}
