import { type SQL, sql } from "drizzle-orm";

/** How many rows one statement looks at, and at most deletes. */
export const BATCH = 5_000;

/** What a statement did: where it came to, and whether anything beyond can be old enough. */
export type Batch = { last: string | null; deleted: number; more: boolean };

/**
 * Delete, among the next 5 000 attempts after `after`, those older than `days` of deliveries that arrived.
 * Attempts are numbered in the order in which they were made, so the walk
 * ends where a whole batch is younger, and never reads on.
 */
export function attemptsBatch(after: string, days: number): SQL {
  const cutoff = sql`now() - make_interval(days => ${days})`;
  return sql`
    with batch as materialized (
      select id, at from payment.webhook_attempts where id > ${after}::bigint order by id limit ${BATCH}
    ), old as materialized (
      select a.id from payment.webhook_attempts a join payment.webhook_deliveries d on d.id = a.delivery_id
      where a.id = any(array(select id from batch where at < ${cutoff})) and d.status = 'delivered'
      for update of a skip locked
    ), deleted as (
      delete from payment.webhook_attempts where id = any(array(select id from old)) returning 1
    )
    select max(id)::text as last, (select count(*)::int from deleted) as deleted,
      count(*) = ${BATCH} and bool_or(at < ${cutoff}) as more
    from batch`;
}
