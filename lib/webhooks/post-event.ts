import "server-only";
import type { Mode } from "@/lib/context";
import { firstHeader } from "@/lib/net/first-header";
import { type PostOutcome, postVetted } from "@/lib/net/post-vetted";
import { type VettedTarget, vetTarget } from "@/lib/net/vet-target";
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
  /** What `vetEventTarget` made of it. */
  target: VettedTarget;
  mode: Mode;
  /** All that sign now, the current one first. */
  secrets: readonly string[];
  eventId: string;
  /** The exact bytes sent, as text. */
  body: string;
};
type Posted = { outcome: PostOutcome; exchange: Exchange };
type How = { signal?: AbortSignal | undefined; totalMs?: number | undefined };

/** Judge an endpoint's address by the rules of its mode, as they are now. */
export function vetEventTarget(url: string, mode: Mode): VettedTarget {
  return vetTarget(url, targetRules(mode));
}

/**
 * POST an event, signed for this moment, where the rules of its mode allow it.
 * @throws whatever is neither the network's nor the receiver's doing.
 */
export async function postEvent(message: Message, how: How = {}): Promise<Posted> {
  const { mode, eventId: id, secrets } = message;
  const { url } = message.target;
  if (!url) return { outcome: REFUSED, exchange: exchangeOf(message.url, null, REFUSED) };
  const timestamp = Math.floor(Date.now() / 1000);
  const body = Buffer.from(message.body);
  // All that is sent is named here, so that it can be shown.
  const headers = {
    host: url.host,
    "content-type": "application/json",
    "accept-encoding": "identity",
    "user-agent": USER_AGENT,
    "webhook-id": id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": signWebhook(secrets, { id, timestamp, body }),
    "content-length": String(body.length),
  };
  const { signal, totalMs } = how;
  const agent = webhookAgent(mode);
  const outcome = await postVetted({ url, headers, body, agent, signal, totalMs });
  return { outcome, exchange: exchangeOf(message.url, outcome.sent ? headers : null, outcome) };
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
