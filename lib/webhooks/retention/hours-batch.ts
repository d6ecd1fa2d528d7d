import { type SQL, sql } from "drizzle-orm";
import { BATCH } from "./attempts-batch";

/** Delete up to 5 000 hours of outcomes older than `days`, each endpoint's by its own key: so old a row is not written again. */
export function hoursBatch(days: number): SQL {
  return sql`
    with old as materialized (
      select h.ctid from payment.webhook_endpoints e cross join lateral (
        select ctid from payment.webhook_endpoint_hours
        where endpoint_id = e.id and hour < now() - make_interval(days => ${days}) order by hour limit ${BATCH}
      ) h limit ${BATCH}
    ), deleted as (
      delete from payment.webhook_endpoint_hours where ctid = any(array(select ctid from old)) returning 1
    )
    select '' as last, (select count(*)::int from deleted) as deleted, (select count(*) from old) = ${BATCH} as more`;
}
