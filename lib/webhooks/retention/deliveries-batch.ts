import { type SQL, sql } from "drizzle-orm";
import { ulid } from "@/lib/ids/mint-id";
import { BATCH } from "./attempts-batch";

const ULID_TIME_CHARS = 10;
const DAY_MS = 86_400_000;

/**
 * Delete, among the next 5 000 deliveries after `after` whose event is older than `days`, those that
 * arrived as long ago and have no attempt left. What never arrived stays, whatever became of it. Their events stay
 * too: the books and the feed read them.
 */
export function deliveriesBatch(after: string, days: number): SQL {
  const end = `whd_${ulid(Date.now() - days * DAY_MS).slice(0, ULID_TIME_CHARS)}`;
  return sql`
    with batch as materialized (
      select id from payment.webhook_deliveries where id > ${after} and id < ${end} order by id limit ${BATCH}
    ), old as materialized (
      select d.id from payment.webhook_deliveries d
      where d.id = any(array(select id from batch)) and d.status = 'delivered'
        and coalesce(d.finished_at, d.created_at) < now() - make_interval(days => ${days})
        and not exists (select from payment.webhook_attempts a where a.delivery_id = d.id)
      for update of d skip locked
    ), deleted as (
      delete from payment.webhook_deliveries where id = any(array(select id from old)) returning 1
    )
    select max(id) as last, (select count(*)::int from deleted) as deleted, count(*) = ${BATCH} as more
    from batch`;
}
