/** The sender, in a process of its own: the real delivery loop, and a raw loop to hold it against. */
import { setTimeout as sleep } from "node:timers/promises";
import { request } from "undici";
import { database } from "@/db/client";
import { kickWebhooks } from "@/lib/webhooks/kick-webhooks";
import { type DeliveryTally, runDeliveries } from "@/lib/webhooks/run-deliveries";
import { signWebhook } from "@/lib/webhooks/sign-webhook";
import { webhookAgent } from "@/lib/webhooks/webhook-agent";
import { answerParent } from "../child";
import { type BenchEndpoint, offerNews, sampleBody } from "./seed-news";

const AT_ONCE = 100;

export type SenderQuestion =
  | { do: "deliver" }
  | { do: "raw"; endpoints: BenchEndpoint[]; count: number }
  | { do: "offer"; endpoints: BenchEndpoint[]; perSecond: number; seconds: number };
export type Timed = { elapsedMs: number };

answerParent<SenderQuestion>(async (question) => {
  const startedAt = performance.now();
  const timed = <T>(rest: T) => ({ ...rest, elapsedMs: performance.now() - startedAt });
  switch (question.do) {
    case "deliver":
      return timed(await deliverAll());
    case "raw":
      await postRaw(question.endpoints, question.count);
      return timed({});
    case "offer":
      return timed({ offered: await offer(question) });
  }
});

function deliverAll(): Promise<DeliveryTally> {
  return runDeliveries(database(), { budgetMs: Number.POSITIVE_INFINITY });
}

/** Sign and post, nothing else: what the same process could do without a database. */
async function postRaw(endpoints: BenchEndpoint[], count: number): Promise<void> {
  const agent = webhookAgent("test");
  const body = sampleBody("evt_0", 1);
  let next = 0;
  const poster = async () => {
    while (next < count) {
      const n = next++;
      const endpoint = endpoints[n % endpoints.length] as BenchEndpoint;
      const id = `evt_raw${n}`;
      const timestamp = Math.floor(Date.now() / 1_000);
      const response = await request(endpoint.url, {
        method: "POST",
        dispatcher: agent,
        body,
        headers: {
          "content-type": "application/json",
          "accept-encoding": "identity",
          "user-agent": "FlatPay-Webhooks/1",
          "webhook-id": id,
          "webhook-timestamp": String(timestamp),
          "webhook-signature": signWebhook([endpoint.secret], { id, timestamp, body }),
        },
      });
      await response.body.dump();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, poster));
}

/** News as payments make them: one commit each, then a kick; at a steady rate. */
async function offer({
  endpoints,
  perSecond,
  seconds,
}: Extract<SenderQuestion, { do: "offer" }>): Promise<number> {
  const startedAt = performance.now();
  const count = perSecond * seconds;
  const under = new Set<Promise<void>>();
  for (let n = 0; n < count; n++) {
    const dueMs = startedAt + (n * 1_000) / perSecond - performance.now();
    if (dueMs > 1) await sleep(dueMs);
    const endpoint = endpoints[n % endpoints.length] as BenchEndpoint;
    const one = offerNews(database(), endpoint)
      .then(kickWebhooks)
      .finally(() => under.delete(one));
    under.add(one);
  }
  await Promise.all(under);
  return count;
}
