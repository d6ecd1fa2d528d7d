import "server-only";
import { sql } from "drizzle-orm";
import type { ActorOf, Context } from "@/lib/context";
import { decodeCursor, encodeCursor } from "./feed-cursor";
import { PLACED_MAX, placeEvents } from "./place-events";
import { readFeed } from "./read-feed";
import { LATEST, type ListEventsInput } from "./schema";
import type { Feed } from "./serialize";

/** Before "now" is known all that happened must have its place; of a long history so much at a time. */
const BATCHES_MAX = 10;

/**
 * The news of the app, in the key's mode, behind a cursor; oldest first in the order in which they became
 * visible, and as the bytes that webhooks carry. Nothing is skipped: an event that is committed late
 * comes late, whatever its `seq`. Test events are no news.
 * @throws BrokerError `invalid_cursor`
 */
export async function listEvents(
  ctx: Context<ActorOf<"app">>,
  input: ListEventsInput,
): Promise<Feed> {
  if (input.cursor === LATEST) return fromNowOn(ctx);
  const { actor, db } = ctx;
  const wish = { ...input, after: decodeCursor(actor, input.cursor) };
  let page = await readFeed(db, actor, wish);
  if (!page.hasMore && page.unplaced) {
    await placeEvents(ctx);
    page = await readFeed(db, actor, wish);
  }
  return {
    bodies: page.bodies,
    nextCursor: encodeCursor(actor, page.until),
    hasMore: page.hasMore || page.unplaced,
  };
}

async function fromNowOn(ctx: Context<ActorOf<"app">>): Promise<Feed> {
  for (let batch = 0; batch < BATCHES_MAX; batch += 1) {
    if ((await placeEvents(ctx)) < PLACED_MAX) {
      return { bodies: [], nextCursor: await endOfFeed(ctx), hasMore: false };
    }
  }
  return { bodies: [], nextCursor: LATEST, hasMore: true };
}

async function endOfFeed({ actor, db }: Context<ActorOf<"app">>): Promise<string> {
  const [row] = await db.execute<{ position: string | null }>(sql`
    select max(position)::text as position from payment.webhook_events
    where app_id = ${actor.appId} and mode = ${actor.mode} and position is not null`);
  return encodeCursor(actor, BigInt(row?.position ?? 0));
}
