import "server-only";
import type { Mode } from "@/lib/context";
import { firstHeader } from "@/lib/net/first-header";
import { type PostOutcome, postVetted } from "@/lib/net/post-vetted";
import { vetTarget } from "@/lib/net/vet-target";
import type { Exchange } from "./exchange";
import { responseExcerpt } from "./response-excerpt";
import { shownHeaders } from "./shown-headers";
import { signWebhook } from "./sign-webhook";
import { targetRules } from "./target-rules";
import { webhookAgent } from "./webhook-agent";

const USER_AGENT = "FlatPay-Webhooks/1";
const REFUSED: PostOutcome = {
  kind: "failed",
  failure: "address_not_allowed",
  sent: false,
  dnsMs: null,
  connectMs: null,
  tlsMs: null,
  firstByteMs: null,
  durationMs: 0,
};

type Message = {
  url: string;
  mode: Mode;
  /** All that sign now, the current one first. */
  secrets: readonly string[];
  eventId: string;
  /** The exact bytes sent, as text. */
  body: string;
};
type How = { signal?: AbortSignal | undefined; totalMs?: number | undefined };

/**
 * POST an event, signed for this moment, where the rules of its mode allow it.
 * @throws whatever is neither the network's nor the receiver's doing.
 */
export async function postEvent(
  message: Message,
  how: How = {},
): Promise<{ outcome: PostOutcome; exchange: Exchange }> {
  const { mode, eventId: id, body, secrets } = message;
  const { url, refusal } = vetTarget(message.url, targetRules(mode));
  if (refusal) return { outcome: REFUSED, exchange: exchangeOf(message.url, null, REFUSED) };
  const timestamp = Math.floor(Date.now() / 1000);
  const headers = {
    "content-type": "application/json",
    "accept-encoding": "identity",
    "user-agent": USER_AGENT,
    "webhook-id": id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": signWebhook(secrets, { id, timestamp, body }),
  };
  const outcome = await postVetted({ url, headers, body, agent: webhookAgent(mode), ...how });
  const sent = { host: url.host, ...headers, "content-length": String(Buffer.byteLength(body)) };
  return { outcome, exchange: exchangeOf(message.url, outcome.sent ? sent : null, outcome) };
}

/** An attempt as it is kept; `requestHeaders` as they were sent. */
function exchangeOf(
  url: string,
  requestHeaders: Exchange["requestHeaders"],
  outcome: PostOutcome,
): Exchange {
  const { dnsMs, connectMs, tlsMs, firstByteMs, durationMs } = outcome;
  const answer = outcome.kind === "answered" ? outcome : null;
  return {
    url,
    dnsMs,
    connectMs,
    tlsMs,
    firstByteMs,
    durationMs,
    status: answer?.status ?? null,
    requestHeaders,
    responseHeaders: answer && shownHeaders(answer.headers),
    responseBody:
      answer && responseExcerpt(answer.body, firstHeader(answer.headers, "content-encoding")),
  };
}
