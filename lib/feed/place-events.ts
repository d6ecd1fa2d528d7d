import "server-only";
import { sql } from "drizzle-orm";
import { type ActorOf, type Context, inTransaction } from "@/lib/context";
import type { FeedOwner } from "./feed-cursor";

/** At most so many a time: some 30 ms, so that who reads a feed for the first time is not kept waiting. */
export const PLACED_MAX = 1_000;
const LOCK_CLASS = 7_261_006;

/**
 * Give the app's committed events that have no place in its feed yet the next ones, in the order of
 * their `seq`. One reader at a time does so, until its commit: places become visible in their order, so
 * who has read one has missed none before it.
 * @returns how many; `PLACED_MAX` when there may be more.
 */
export function placeEvents(ctx: Context<ActorOf<"app">>): Promise<number> {
  return inTransaction(ctx, async ({ db, actor }) => {
    const lane = `${actor.appId}:${actor.mode}`;
    // A statement of its own: the next one must see what the holder before us committed.
    await db.execute(sql`select pg_advisory_xact_lock(${LOCK_CLASS}, hashtext(${lane}))`);
    const [row] = await db.execute<{ placed: number }>(placement(actor));
    return row?.placed ?? 0;
  });
}

/**
 * The statement that gives places. Only under the lock. The ids are named twice, for the planner: joined
 * alone it takes them for a thousand, even when it is one, and reads the table instead of its key.
 */
export function placement({ appId, mode }: FeedOwner) {
  return sql`
    with unplaced as materialized (
      select id from payment.webhook_events
      where app_id = ${appId} and mode = ${mode} and position is null
      order by seq limit ${sql.raw(String(PLACED_MAX))}
    ), numbered as materialized (
      select id, nextval('payment.webhook_feed_position') as position from unplaced
    ), placed as (
      update payment.webhook_events event set position = numbered.position
      from numbered where event.id = numbered.id and event.id = any(array(select id from numbered))
      returning 1
    )
    select count(*)::int as placed from placed`;
}
