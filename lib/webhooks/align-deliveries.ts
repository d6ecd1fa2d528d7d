import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { isUnderWay } from "./leased";

const BATCH_MAX = 5_000;

/**
 * Bring what waits in line with its endpoint: a deleted one's deliveries are canceled, one's that is not
 * enabled are held, and held ones are due again once it is enabled, with four more days to live; those
 * that it missed while it was disabled (`held_through`) only when they are asked for. A try by hand goes
 * out all the same, and is called off only where the endpoint is deleted: then the delivery is what it
 * was before. At most 5 000 at a time.
 *
 * Payments do not wait for a change of an endpoint, so one that was settled at that moment may have
 * written its delivery by the old state; every cron run comes by here, so it does not stay so. What is
 * under way comes in line after it, unless it arrived.
 * @returns how many were changed.
 */
export async function alignDeliveries(db: Database, endpointId?: string): Promise<number> {
  const only = endpointId === undefined ? sql`` : sql`where e.id = ${endpointId}`;
  const rows = await db.execute(sql`
    with misplaced as materialized (
      select w.id from payment.webhook_endpoints e cross join lateral (
        (select id from payment.webhook_deliveries
          where endpoint_id = e.id and status = 'pending' and recovered_at is null
            and (e.deleted_at is not null or e.status <> 'enabled' and resume_status is null)
            and not ${isUnderWay} limit ${BATCH_MAX})
        union all
        (select id from payment.webhook_deliveries
          where endpoint_id = e.id and status = 'pending' and recovered_at is not null
            and (e.deleted_at is not null or e.status <> 'enabled' and resume_status is null)
            and not ${isUnderWay} limit ${BATCH_MAX})
        union all
        (select id from payment.webhook_deliveries
          where endpoint_id = e.id and status = 'held' and (e.deleted_at is not null or e.status = 'enabled')
            and id > case when e.deleted_at is null then coalesce(e.held_through, '') else '' end limit ${BATCH_MAX})
      ) w ${only} limit ${BATCH_MAX}
    ), locked as materialized (
      select id from payment.webhook_deliveries
      where id = any(array(select id from misplaced)) and status in ('pending', 'held')
      for update skip locked
    ), places as (
      select d.id, d.resume_status in ('delivered', 'dead') as ended, case
          when e.deleted_at is not null then 'canceled'
          when e.status = 'enabled' then 'pending'
          else 'held'
        end as place
      from locked join payment.webhook_deliveries d on d.id = locked.id
        join payment.webhook_endpoints e on e.id = d.endpoint_id
    )
    update payment.webhook_deliveries d
    set status = case when p.ended then d.resume_status else p.place end,
      next_attempt_at = case when p.place = 'pending' then now()
        else coalesce(d.resume_at, d.next_attempt_at) end,
      expires_at = case when p.place = 'pending' then greatest(d.expires_at, now() + interval '4 days')
        else d.expires_at end,
      finished_at = case when p.ended then coalesce(d.finished_at, now())
        when p.place = 'canceled' then now() end,
      resume_status = null, resume_at = null
    from places p where d.id = p.id
    returning 1`);
  return rows.length;
}
