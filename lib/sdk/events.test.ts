import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { makeShop, type Shop } from "@/lib/testing/factories";
import { serveFeedDoor } from "@/lib/testing/feed-door";
import { makeNews } from "@/lib/testing/news";
import { temporaryFolder } from "@/lib/testing/temporary-folder";
import { testDatabase } from "@/lib/testing/test-context";
import { type EventsOptions, FlatPay, type NewsEvent, VERSION } from "@/public/sdk/flatpay.mjs";

let db: Database;
let shop: Shop;
let door: Awaited<ReturnType<typeof serveFeedDoor>>;
beforeEach(async () => {
  db = await testDatabase();
  shop = await makeShop(db);
  door = await serveFeedDoor();
});
afterEach(() => door.close());

const client = (secret = shop.key.secret) =>
  new FlatPay({ baseUrl: door.url, key: shop.key.publicId, secret, retries: 0 });
const news = async () => (await makeNews(db, shop)).eventId;

/** Takes `count` events, then stops. */
async function take(count: number, options: EventsOptions = {}, pay = client()) {
  const stop = new AbortController();
  const taken: NewsEvent[] = [];
  const events = pay.events({ pollMs: 20, signal: stop.signal, ...options });
  for await (const event of events) {
    taken.push(event);
    if (taken.length === count) stop.abort();
  }
  return taken.map(({ id }) => id);
}

test("a page is asked for over a signed call, and the next goes on from it", async () => {
  const ids = [await news(), await news(), await news()];
  const one = await client().listEvents({ limit: 2 });
  expect(one).toMatchObject({ object: "list", has_more: true });
  const two = await client().listEvents({ cursor: one.next_cursor });
  expect([...one.data, ...two.data].map(({ id }) => id)).toEqual(ids);
  expect(one.data[0]?.data.transaction.order_id).toBe("A-1001");
  expect((await client().listEvents({ types: ["refund.failed"] })).data).toEqual([]);
  await expect(client().listEvents({ cursor: "?" })).rejects.toMatchObject({
    reason: "invalid_cursor",
    field: "cursor",
  });
});

test("the iterator takes what is there, then what comes, and ends with the signal, not with an error", async () => {
  const ids = [await news(), await news()];
  const taking = take(4);
  await expect.poll(() => door.asked).toBeGreaterThan(2);
  ids.push(await news(), await news());
  expect(await taking).toEqual(ids);
});

test("a cursor is told only once all before it were taken, and goes on from there", async () => {
  const ids: string[] = [];
  for (let i = 0; i < 53; i += 1) ids.push(await news());
  let cursor: string | undefined;
  const onCursor = (next: string) => {
    cursor = next;
  };
  // Stopped in the middle of the second page: that page comes again, whole.
  expect(await take(51, { onCursor })).toEqual(ids.slice(0, 51));
  expect(await take(3, { cursor })).toEqual(ids.slice(50));
});

test("latest starts at the end", async () => {
  await news();
  const taking = take(1, { cursor: "latest" });
  await expect.poll(() => door.asked).toBeGreaterThan(1);
  const id = await news();
  expect(await taking).toEqual([id]);
});

test("while the broker is away it is asked again, told once, and nothing is lost", async () => {
  const first = await news();
  const told: string[] = [];
  const stop = new AbortController();
  const events = client().events({
    pollMs: 20,
    signal: stop.signal,
    onAway: ({ reason, status }) => told.push(`away ${reason} ${status}`),
    onBack: () => told.push("back"),
  });
  expect((await events.next()).value?.id).toBe(first);
  door.away = 502;
  const { asked } = door;
  const next = events.next();
  await expect.poll(() => door.asked, { timeout: 10_000 }).toBeGreaterThan(asked + 1);
  const second = await news();
  door.away = null;
  expect((await next).value?.id).toBe(second);
  expect(told).toEqual(["away unreadable_answer 502", "back"]);
  stop.abort();
  expect((await events.next()).done).toBe(true);
});

test("a refusal that will stay one is thrown", async () => {
  const stranger = client("fps_test_somebody-else");
  await expect(take(1, {}, stranger)).rejects.toMatchObject({ reason: "invalid_credentials" });
});

test("a signal that was used already ends it before anything is asked", async () => {
  expect(await take(1, { signal: AbortSignal.abort() })).toEqual([]);
  expect(door.asked).toBe(0);
});

test("bundled into a server, or imported by a file of the same name, it is no program", async () => {
  const folder = await temporaryFolder();
  const library = pathToFileURL("public/sdk/flatpay.mjs").href;
  const text = readFileSync("public/sdk/flatpay.mjs", "utf8");
  const files = {
    "server.mjs": `${text}\nconsole.log("mine", VERSION);`,
    "flatpay.mjs": `import { VERSION } from "${library}";\nconsole.log("mine", VERSION);`,
  };
  for (const [name, code] of Object.entries(files)) {
    writeFileSync(join(folder.path, name), code);
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder.path, name)]);
    expect([status, `${stdout}`, `${stderr}`], name).toEqual([0, `mine ${VERSION}\n`, ""]);
  }
  await folder.remove();
});

test("importing the file loads nothing of Node and runs nothing: no bundler has to be told of it", () => {
  const text = readFileSync("public/sdk/flatpay.mjs", "utf8");
  expect(text).not.toMatch(/^\s*import\b/m);
  expect(text).not.toMatch(/["'`]node:/);
  expect(text).not.toMatch(/\brequire\(/);
  expect(text.match(/\bimport\(/g)).toHaveLength(1);
  expect(text).not.toMatch(/^await\b/m);
});
