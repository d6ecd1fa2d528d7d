import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { makeKey, makeShop, type Shop } from "@/lib/testing/factories";
import { serveFeedDoor } from "@/lib/testing/feed-door";
import { makeNews } from "@/lib/testing/news";
import { startSdk } from "@/lib/testing/start-sdk";
import { testDatabase } from "@/lib/testing/test-context";
import { startWebhookSink } from "@/lib/testing/webhook-sink";

let db: Database;
let shop: Shop;
let door: Awaited<ReturnType<typeof serveFeedDoor>>;
const closers: (() => unknown)[] = [];
beforeEach(async () => {
  db = await testDatabase();
  shop = await makeShop(db);
  door = await serveFeedDoor();
  closers.push(door.close);
});
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

function start(args: string[], variables: Record<string, string> = {}) {
  const { publicId: key, secret } = shop.key;
  const started = startSdk({ url: door.url, key, secret }, args, variables);
  closers.push(() => started.child.kill("SIGKILL"));
  const says = (pattern: RegExp) =>
    expect.poll(() => started.said.out, { timeout: 15_000 }).toMatch(pattern);
  return { ...started, says };
}

const listen = (to: string, ...more: string[]) => start(["listen", "--forward-to", to, ...more]);

test("what happens is posted to the local address, signed by the secret that was printed", async () => {
  const site = await startWebhookSink((response) => response.writeHead(201).end());
  closers.push(site.close);
  await makeNews(db, shop);
  const { said, says, child, exited } = listen(`${site.url}/hooks?a=1`);
  await says(/^Ready/m);
  const { eventId } = await makeNews(db, shop, "transaction.paid", {
    description: "سفارش «۱» ✓",
    metadata: { یادداشت: 'a "b" \\ c' },
  });
  await says(new RegExp(`transaction\\.paid {2}${eventId} {2}201 in \\d+ ms\n`));
  const secret = /^Webhook secret: (whsec_\S+)$/m.exec(said.out)?.[1] ?? "";
  expect(site.received).toHaveLength(1);
  const [{ path, headers, body } = { path: "", headers: {}, body: "" }] = site.received;
  expect(path).toBe("/hooks?a=1");
  expect(headers).toMatchObject({ "content-type": "application/json", "webhook-id": eventId });
  const event = new Webhook(secret).verify(body, headers as Record<string, string>);
  expect(event).toMatchObject({
    id: eventId,
    data: { transaction: { metadata: { یادداشت: 'a "b" \\ c' } } },
  });

  child.kill("SIGINT");
  expect(await exited).toBe(0);
  expect(said.out).toMatch(/Stopped\. To go on from here: --cursor \S+\n$/);
  expect(said.err).toBe("");
});

test("from its last cursor it goes on with what came meanwhile, with a secret of one's own", async () => {
  const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
  const gone = await startWebhookSink();
  await gone.close();
  const first = listen(gone.url);
  await first.says(/^Ready/m);
  const { eventId: failed } = await makeNews(db, shop);
  await first.says(new RegExp(`${failed} {2}not delivered: ECONNREFUSED\n`));
  first.child.kill("SIGTERM");
  expect(await first.exited).toBe(0);
  const { eventId: missed } = await makeNews(db, shop);
  await makeNews(db, shop, "transaction.failed");

  const site = await startWebhookSink();
  closers.push(site.close);
  const cursor = /--cursor (\S+)/.exec(first.said.out)?.[1] ?? "";
  const more = ["--cursor", cursor, "--types", "transaction.paid", "--secret", secret];
  const second = listen(site.url, ...more);
  await second.says(new RegExp(`${missed} {2}204`));
  expect(site.received.map(({ headers }) => headers["webhook-id"])).toEqual([missed]);
  const [{ headers, body } = { headers: {}, body: "" }] = site.received;
  expect(() => new Webhook(secret).verify(body, headers as Record<string, string>)).not.toThrow();
});

test("a broker that goes away is waited for, with one line of it", async () => {
  const site = await startWebhookSink();
  closers.push(site.close);
  const { said, says } = listen(site.url);
  await says(/^Ready/m);
  door.away = 503;
  await says(/^FlatPay is away \(unreadable_answer\)/m);
  const { eventId } = await makeNews(db, shop);
  door.away = null;
  await says(new RegExp(`FlatPay is back\\.\n.*${eventId} {2}204`));
  expect(said.out.match(/is away/g)).toHaveLength(1);
});

test("a wrong use ends with 2 and what is wrong, a refusal with 1; a live key is for neither command", async () => {
  const live = await makeKey(db, shop.app, { mode: "live" });
  const pair = { FLATPAY_KEY: live.publicId, FLATPAY_SECRET: live.secret };
  const to = ["listen", "--forward-to", "http://127.0.0.1:1"];
  const cases: [string[], Record<string, string>, number, RegExp][] = [
    [to, pair, 2, /live key/],
    [["trigger", "transaction.paid"], pair, 2, /live key/],
    [["trigger", "transaction.paid"], {}, 2, /--return-url/],
    [["trigger", "transaction.expired"], {}, 2, /five minutes/],
    [["trigger"], {}, 2, /needs a type/],
    [["trigger", "endpoint.test"], {}, 2, /no trigger for endpoint\.test/],
    [["listen"], {}, 2, /--forward-to/],
    [["listen", "--forward-to", "file:///etc"], {}, 2, /--forward-to/],
    [[...to, "--secret", "whsec_%"], {}, 2, /whsec_ and base64/],
    [[...to, "--nonsense"], {}, 2, /nonsense/],
    [["dance"], {}, 2, /no command dance/],
    [to, { FLATPAY_KEY: "" }, 2, /FLATPAY_KEY must be set/],
    [to, { FLATPAY_SECRET: "fps_test_other" }, 1, /invalid_credentials/],
    [[...to, "--cursor", "x"], {}, 1, /invalid_cursor/],
  ];
  for (const [args, variables, code, why] of cases) {
    const { said, exited } = start(args, variables);
    expect(await exited, args.join(" ")).toBe(code);
    expect(said.err).toMatch(why);
    expect(said.err + said.out).not.toContain(live.secret);
    expect(said.err + said.out).not.toContain(shop.key.secret);
  }
  const help = start(["--help"]);
  expect(await help.exited).toBe(0);
  expect(help.said.out).toContain("listen --forward-to");
  const list = start(["trigger", "--list"]);
  expect(await list.exited).toBe(0);
  expect(list.said.out).toContain("refund.succeeded\n");
});
