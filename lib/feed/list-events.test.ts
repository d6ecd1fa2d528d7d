import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { webhookEvents } from "@/db/schema/webhooks";
import { makeKey, makeShop, type Shop, shopContext } from "@/lib/testing/factories";
import { makeEvents } from "@/lib/testing/make-events";
import { makeNews } from "@/lib/testing/news";
import { testDatabase } from "@/lib/testing/test-context";
import { encodeCursor } from "./feed-cursor";
import { listEvents } from "./list-events";
import { LATEST, type ListEventsInput, listEventsBody } from "./schema";
import { serializeFeed } from "./serialize";

let db: Database;
let shop: Shop;
beforeAll(async () => {
  db = await testDatabase();
});
beforeEach(async () => {
  shop = await makeShop(db);
});

const list = (input: Partial<ListEventsInput> = {}, of = shop) =>
  listEvents(shopContext(db, of), listEventsBody.parse(input));
const idsOf = ({ bodies }: { bodies: string[] }) => bodies.map((body) => JSON.parse(body).id);

async function news(count: number, type?: Parameters<typeof makeNews>[2]): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i += 1) ids.push((await makeNews(db, shop, type)).eventId);
  return ids;
}

test("pages go on where the one before ended, to the end and past it, with the bodies' own bytes", async () => {
  const ids = await news(5);
  const one = await list({ limit: 2 });
  const two = await list({ limit: 2, cursor: one.nextCursor });
  const three = await list({ limit: 2, cursor: two.nextCursor });
  expect([one, two, three].map(idsOf)).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)]);
  expect([one, two, three].map(({ hasMore }) => hasMore)).toEqual([true, true, false]);

  const empty = await list({ cursor: three.nextCursor });
  expect(empty).toEqual({ bodies: [], nextCursor: three.nextCursor, hasMore: false });
  const [late] = await news(1);
  expect(idsOf(await list({ cursor: empty.nextCursor }))).toEqual([late]);

  const stored = await db.select().from(webhookEvents).where(eq(webhookEvents.appId, shop.app.id));
  const texts = new Map(stored.map(({ id, body }) => [id, body]));
  const all = await list();
  expect(all.bodies).toEqual([...ids, late].map((id) => texts.get(id ?? "")));
  expect(JSON.parse(serializeFeed(all))).toEqual({
    object: "list",
    data: all.bodies.map((body) => JSON.parse(body)),
    next_cursor: all.nextCursor,
    has_more: false,
  });
});

test("an app without news has a cursor all the same, and it holds", async () => {
  const { nextCursor, ...page } = await list();
  expect(page).toEqual({ bodies: [], hasMore: false });
  const ids = await news(1);
  expect(idsOf(await list({ cursor: nextCursor }))).toEqual(ids);
});

test("a key reads its own app and mode, whoever else has news", async () => {
  const [mine] = await news(1);
  const other = await makeShop(db);
  const { eventId } = await makeNews(db, other);
  const live: Shop = { ...shop, key: await makeKey(db, shop.app, { mode: "live" }) };
  expect(idsOf(await list())).toEqual([mine]);
  expect(idsOf(await list({}, other))).toEqual([eventId]);
  expect(await list({}, live)).toMatchObject({ bodies: [], hasMore: false });
});

test("test events are left out, and do not stand in the way of a cursor", async () => {
  const [first] = await news(1);
  await makeEvents(db, shop, 3, "endpoint.test");
  const [second] = await news(1);
  const page = await list({ limit: 1 });
  expect(idsOf(page)).toEqual([first]);
  const next = await list({ cursor: page.nextCursor, limit: 1 });
  expect(idsOf(next)).toEqual([second]);
  expect(next.hasMore).toBe(false);
});

test("with types only those come, also when a page's worth of others lies between", async () => {
  await makeEvents(db, shop, 2_300);
  const [failed] = await news(1, "transaction.failed");
  await news(2, "transaction.paid");
  const [canceled] = await news(1, "transaction.canceled");
  const types: ListEventsInput["types"] = ["transaction.failed", "transaction.canceled"];
  const found: string[] = [];
  let cursor: string | undefined;
  let calls = 0;
  for (let more = true; more; calls += 1) {
    const page = await list({ types, limit: 1, ...(cursor ? { cursor } : {}) });
    found.push(...idsOf(page));
    [cursor, more] = [page.nextCursor, page.hasMore];
  }
  expect(found).toEqual([failed, canceled]);
  // 2,304 events, a thousand looked at a time; not one call for each.
  expect(calls).toBeLessThan(8);
});

test("latest starts after all that happened, also after a long history that nobody ever read", async () => {
  await news(2);
  await makeEvents(db, shop, 10_500);
  const unfinished = await list({ cursor: LATEST });
  expect(unfinished).toEqual({ bodies: [], nextCursor: LATEST, hasMore: true });
  const start = await list({ cursor: unfinished.nextCursor });
  expect(start).toMatchObject({ bodies: [], hasMore: false });
  const ids = await news(2);
  expect(idsOf(await list({ cursor: start.nextCursor }))).toEqual(ids);
});

test("a place is not given again after its event was cleared away", async () => {
  await news(3);
  const { nextCursor } = await list();
  await db.execute(sql`delete from payment.webhook_events where app_id = ${shop.app.id}`);
  const ids = await news(1);
  expect(idsOf(await list({ cursor: nextCursor }))).toEqual(ids);
});

test("a cursor that this feed did not give is refused: changed, cut, of another app or mode, or no cursor", async () => {
  await news(2);
  const { nextCursor } = await list({ limit: 1 });
  const { appId } = shopContext(db, shop).actor;
  const decoded = Buffer.from(nextCursor, "base64url").toString();
  const again = (text: string) => Buffer.from(text).toString("base64url");
  const strangers = [
    nextCursor.slice(0, -1),
    `${nextCursor}=`,
    ` ${nextCursor}`,
    again(decoded.replace(/^\d+/, (position) => `${BigInt(position) + 1n}`)),
    again(`0${decoded}`),
    again(`-${decoded}`),
    again("1"),
    encodeCursor({ appId, mode: "live" }, 1n),
    (await list({}, await makeShop(db))).nextCursor,
    "LATEST",
    "0",
    "%00",
  ];
  for (const cursor of strangers) {
    await expect(list({ cursor }), cursor).rejects.toMatchObject({
      code: "invalid_request",
      reason: "invalid_cursor",
      details: { field: "cursor" },
    });
  }
});
