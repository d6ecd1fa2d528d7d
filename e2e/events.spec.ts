import { Webhook } from "standardwebhooks";
import { startSdk } from "../lib/testing/start-sdk";
import { startWebhookSink } from "../lib/testing/webhook-sink";
import type { NewsEvent } from "../public/sdk/flatpay.mjs";
import { expect, test } from "./test";

const ENDS = {
  "transaction.paid": "paid",
  "transaction.canceled": "canceled",
  "transaction.failed": "failed",
  "refund.succeeded": "paid",
  "refund.failed": "paid",
} as const;

test("each payment that is triggered really happens, and the listener brings its events to a local site", async ({
  broker,
  shop,
}) => {
  const site = await startWebhookSink();
  const identity = { url: broker.url, key: shop.key.key, secret: shop.key.secret };
  const listener = startSdk(identity, ["listen", "--forward-to", `${site.url}/hooks`]);
  const said = () => listener.said.out;
  await expect.poll(said).toContain("Ready.");
  const secret = /Webhook secret: (\S+)/.exec(said())?.[1] ?? "";

  for (const [type, status] of Object.entries(ENDS)) {
    const back = ["--return-url", `${shop.site.origin}/return`];
    const { said: told, exited } = startSdk(identity, ["trigger", type, ...back]);
    expect(await exited, `${type}: ${told.err}${told.out}`).toBe(0);
    const eventId = new RegExp(`^(evt_\\w+) {2}${type}$`, "m").exec(told.out)?.[1];
    const id = /^trx_\w+/.exec(told.out)?.[0] ?? "";
    await expect.poll(said, type).toContain(`${type}  ${eventId}  204`);

    const [post] = site.received.filter(({ headers }) => headers["webhook-id"] === eventId);
    const headers = post?.headers as Record<string, string>;
    const event = new Webhook(secret).verify(post?.body ?? "", headers) as NewsEvent;
    expect(event).toMatchObject({ type, data: { transaction: { id, status } } });
    expect((await shop.client.inquiry({ id })).status).toBe(status);
    // The webhook that the broker itself sent says the same, to the byte.
    const sent = () => shop.site.deliveries.find((one) => one.headers["webhook-id"] === eventId);
    await expect.poll(() => sent()?.body, type).toBe(post?.body);
    expect(() =>
      new Webhook(shop.webhookSecret).verify(post?.body ?? "", sent()?.headers ?? {}),
    ).not.toThrow();
  }

  listener.child.kill("SIGINT");
  expect(await listener.exited).toBe(0);
  expect(listener.said.err).toBe("");
  await site.close();
});
