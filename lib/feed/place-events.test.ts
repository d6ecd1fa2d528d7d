import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { makeShop, makeTransaction, type Shop, shopContext } from "@/lib/testing/factories";
import { makeEvents } from "@/lib/testing/make-events";
import { makeNews, sampleTransaction } from "@/lib/testing/news";
import { testContext, testDatabase } from "@/lib/testing/test-context";
import { recordEvent } from "@/lib/webhooks/record-event";
import { listEvents } from "./list-events";
import { PLACED_MAX, placeEvents, placement } from "./place-events";
import { feedSelection } from "./read-feed";
import { listEventsBody } from "./schema";

let db: Database;
let shop: Shop;
beforeAll(async () => {
  db = await testDatabase();
});
beforeEach(async () => {
  shop = await makeShop(db);
});

type Event = { id: string; seq: number };

/** The feed from a cursor on, page by page until there is no more. */
async function readAll(cursor?: string, limit = 100): Promise<{ events: Event[]; cursor: string }> {
  const events: Event[] = [];
  for (let at = cursor; ; ) {
    const input = listEventsBody.parse({ limit, ...(at === undefined ? {} : { cursor: at }) });
    const page = await listEvents(shopContext(db, shop), input);
    events.push(...page.bodies.map((body) => JSON.parse(body)));
    if (!page.hasMore) return { events, cursor: page.nextCursor };
    at = page.nextCursor;
  }
}

/** News whose number is drawn at once and whose commit waits for `commit`. */
async function slowNews() {
  const { id } = await makeTransaction(db, shop);
  let commit = () => {};
  const released = new Promise<void>((resolve) => {
    commit = resolve;
  });
  let committed: Promise<void> = Promise.resolve();
  const eventId = await new Promise<string>((drawn, failed) => {
    committed = db.transaction(async (tx) => {
      const news = await recordEvent(testContext(tx, { type: "system", job: "test" }), {
        type: "transaction.paid",
        appId: shop.app.id,
        mode: "test",
        transactionId: id,
        data: { transaction: sampleTransaction(id) },
      });
      drawn(news.eventId);
      await released;
    });
    committed.catch(failed);
  });
  const finish = () => {
    commit();
    return committed;
  };
  return { eventId, finish };
}

test("an event that drew its number first and was committed last comes on the next page", async () => {
  const slow = await slowNews();
  const quick = await makeNews(db, shop);
  const before = await readAll();
  expect(before.events.map(({ id }) => id)).toEqual([quick.eventId]);
  await slow.finish();
  const after = await readAll(before.cursor);
  expect(after.events.map(({ id }) => id)).toEqual([slow.eventId]);
  expect(after.events[0]?.seq).toBeLessThan(before.events[0]?.seq ?? 0);
  // And from the start in that same order, for whoever reads later.
  const later = (await readAll()).events.map(({ id }) => id);
  expect(later).toEqual([quick.eventId, slow.eventId]);
});

test("readers and writers all at once: every reader sees every event once, all in one order", async () => {
  const writing = Array.from({ length: 6 }, async (_, writer) => {
    const made: string[] = [];
    for (let i = 0; i < 12; i += 1) {
      const news = writer % 2 ? await slowNews() : await makeNews(db, shop);
      if ("finish" in news) {
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 12));
        await news.finish();
      }
      made.push(news.eventId);
    }
    return made;
  });
  let isWriting = true;
  const reading = Array.from({ length: 4 }, async (_, reader) => {
    const seen: Event[] = [];
    let cursor: string | undefined;
    // Once more after the last was written.
    for (let last = false; !last; ) {
      last = !isWriting;
      const page = await readAll(cursor, reader + 1);
      seen.push(...page.events);
      ({ cursor } = page);
    }
    return seen.map(({ id }) => id);
  });
  const written = (await Promise.all(writing)).flat();
  isWriting = false;
  const [first = [], ...others] = await Promise.all(reading);
  expect([...first].sort()).toEqual([...written].sort());
  for (const other of others) expect(other).toEqual(first);
  expect((await readAll()).events.map(({ id }) => id)).toEqual(first);
});

test("places are given in batches, once each, whoever asks at the same time", async () => {
  await makeEvents(db, shop, 2_500);
  const ctx = shopContext(db, shop);
  const placed = await Promise.all([1, 2, 3, 4, 5].map(() => placeEvents(ctx)));
  expect(placed.sort((a, b) => b - a)).toEqual([PLACED_MAX, PLACED_MAX, 500, 0, 0]);
  const [row] = await db.execute(sql`
    select count(distinct position)::int as places, count(*)::int as events,
      bool_and(position is not null) as whole, bool_and(follows) as "inSeqOrder"
    from (
      select position, seq > coalesce(lag(seq) over (order by position), 0) as follows
      from payment.webhook_events where app_id = ${shop.app.id}
    ) event`);
  expect(row).toEqual({ places: 2_500, events: 2_500, whole: true, inSeqOrder: true });
});

test("a page, and giving places, read the feed's own indexes, whatever the statistics believe", async () => {
  await makeEvents(db, shop, 4_000);
  for (let i = 0; i < 5; i += 1) await makeEvents(db, await makeShop(db), 4_000);
  const ctx = shopContext(db, shop);
  const planOf = async (statement: ReturnType<typeof sql>) =>
    JSON.stringify(await db.execute(sql`explain ${statement}`));
  // First as where nobody has read a feed yet, then as where this app has and the others never will.
  for (const isRead of [false, true]) {
    if (!isRead) await db.execute(sql`analyze payment.webhook_events`);
    else while ((await placeEvents(ctx)) > 0);
    for (const types of [undefined, ["transaction.paid" as const]]) {
      const plan = await planOf(feedSelection(ctx.actor, { after: 5n, limit: 50, types }));
      expect(plan).toMatch(/Index Scan using webhook_events_feed/);
      expect(plan).toMatch(/Index (Only )?Scan using webhook_events_unplaced/);
      expect(plan).not.toMatch(/Seq Scan/);
    }
    const plan = await planOf(placement(ctx.actor));
    expect(plan).toMatch(/Index Scan using webhook_events_unplaced/);
    expect(plan).not.toMatch(/Seq Scan/);
  }
});
