import type { OutgoingHttpHeaders } from "node:http";
import { Webhook } from "standardwebhooks";
import { afterEach, expect, test } from "vitest";
import { startWebhookSink } from "@/lib/testing/webhook-sink";
import { mintEndpointSecret } from "./endpoint-secrets";
import { sendDelivery } from "./send-delivery";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});
async function sink(...args: Parameters<typeof startWebhookSink>) {
  const started = await startWebhookSink(...args);
  closers.push(started.close);
  return started;
}

const { secret, secretEnc } = mintEndpointSecret("whe_1");
const delivery = (url: string, attempt = 1) => ({
  id: "whd_1",
  claimId: "00000000-0000-4000-8000-000000000000",
  attempt,
  eventId: "evt_1",
  body: '{"type":"endpoint.test","note":"سلام"}',
  endpoint: { id: "whe_1", url, mode: "test" as const, secretEnc, previousSecrets: [] },
});
const answering = (status: number, headers: Record<string, string | string[]>) =>
  sink((response) => response.writeHead(status, headers as OutgoingHttpHeaders).end());

test("what was sent and what came back is told, with secrets masked", async () => {
  const { url, received } = await sink((response) =>
    response
      .writeHead(200, { "set-cookie": ["a=1", "b=2"], "x-served-by": "shop-7" })
      .end("thanks"),
  );
  const { outcome, error, exchange } = await sendDelivery(delivery(`${url}/hook?x=1`));
  expect({ outcome, error }).toEqual({ outcome: "delivered", error: null });
  const [one] = received;
  if (!one || !exchange) throw new Error("nothing received");
  new Webhook(secret).verify(one.body, one.headers as Record<string, string>);
  const { connection: _, ...sent } = one.headers;
  expect(exchange.requestHeaders).toEqual(sent);
  expect(exchange).toMatchObject({
    url: `${url}/hook?x=1`,
    status: 200,
    responseBody: "thanks",
    responseHeaders: { "set-cookie": "***", "x-served-by": "shop-7" },
    dnsMs: null,
    connectMs: expect.any(Number),
    tlsMs: null,
    firstByteMs: expect.any(Number),
  });
  expect(exchange.durationMs).toBeGreaterThanOrEqual(exchange.firstByteMs ?? 0);
});

test("an address that may not be called is an attempt without any request", async () => {
  const { exchange, ...rest } = await sendDelivery(delivery("https://10.0.0.1/hook"));
  expect(rest).toMatchObject({ outcome: "failed", error: "address_not_allowed" });
  expect(exchange).toMatchObject({ status: null, requestHeaders: null, responseHeaders: null });
});

test.each([
  [500, {}, 4_000, 6_000],
  [502, {}, 4_000, 6_000],
  [504, {}, 4_000, 6_000],
  [410, {}, 4_000, 6_000],
  [302, { location: "https://shop.example/" }, 4_000, 6_000],
  // Told to slow down, or asked to wait.
  [429, {}, 60_000, 60_000],
  [429, { "retry-after": "300" }, 300_000, 300_000],
  [503, { "retry-after": "120" }, 120_000, 120_000],
  [503, { "retry-after": "1" }, 4_000, 6_000],
  [503, { "retry-after": "999999" }, 21_600_000, 21_600_000],
  [500, { "retry-after": "300" }, 4_000, 6_000],
  // Said twice, the first counts; no answer can make the fault ours.
  [503, { "retry-after": ["120", "240"] }, 120_000, 120_000],
  [503, { "retry-after": "soon", "content-encoding": ["br", "gzip"] }, 4_000, 6_000],
])("%i %j: the next try comes after %i to %i ms", async (status, headers, from, to) => {
  const { url } = await answering(status, headers);
  const { outcome, delayMs } = await sendDelivery(delivery(url));
  expect(outcome).toBe("failed");
  expect(delayMs).toBeGreaterThanOrEqual(from);
  expect(delayMs).toBeLessThanOrEqual(to);
});

test("silence is answered with a minute's rest", async () => {
  const { url } = await sink(() => {});
  const finish = await sendDelivery(delivery(url), { totalMs: 200 });
  expect(finish).toMatchObject({ outcome: "failed", error: "timeout" });
  expect(finish.exchange).toMatchObject({ status: null, firstByteMs: null });
  expect(finish.exchange?.requestHeaders).toMatchObject({ "webhook-id": "evt_1" });
  expect(finish.delayMs).toBeGreaterThanOrEqual(60_000);
});
