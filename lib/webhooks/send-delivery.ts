import "server-only";
import { SealError } from "@/lib/crypto/seal";
import { describeError, log } from "@/lib/log";
import { type PostOutcome, postVetted } from "@/lib/net/post-vetted";
import { vetTarget } from "@/lib/net/vet-target";
import { parseRetryAfter, retryDelayMs } from "./backoff";
import type { ClaimedDelivery } from "./claim-deliveries";
import { openEndpointSecrets } from "./endpoint-secrets";
import type { Exchange } from "./exchange";
import type { Finish } from "./finish-delivery";
import { responseExcerpt } from "./response-excerpt";
import { signWebhook } from "./sign-webhook";
import { targetRules } from "./target-rules";
import { webhookAgent } from "./webhook-agent";

const USER_AGENT = "FlatPay-Webhooks/1";
/** After a fault of ours the delivery rests, so that it is not tried in a tight loop. */
const OUR_FAULT_MS = 60_000;
const STRAINED_STATUSES = new Set([429]);
const RETRY_AFTER_STATUSES = new Set([429, 503]);

type How = { signal?: AbortSignal | undefined; totalMs?: number | undefined };

/**
 * One attempt: sign the stored bytes for this moment, POST them, and say what became of it. Any 2xx is
 * success, everything else a failure, redirects included. Touches no database and never throws: a
 * surprise is our own fault and releases the delivery.
 */
export async function sendDelivery(delivery: ClaimedDelivery, how: How = {}): Promise<Finish> {
  const { id, claimId } = delivery;
  const nothing = { id, claimId, error: null, exchange: null };
  try {
    const outcome = await post(delivery, how);
    if (outcome.kind === "given_up") return { ...nothing, outcome: "released", delayMs: 0 };
    return { ...nothing, ...judge(delivery, outcome), exchange: exchangeOf(delivery, outcome) };
  } catch (error) {
    const hint = error instanceof SealError ? "its secret does not open: wrong APP_SECRET?" : "";
    log.error({ delivery: id, cause: describeError(error) }, `webhook not sent ${hint}`.trim());
    return { ...nothing, outcome: "released", delayMs: OUR_FAULT_MS };
  }
}

async function post({ endpoint, eventId, body }: ClaimedDelivery, how: How): Promise<PostOutcome> {
  const target = vetTarget(endpoint.url, targetRules(endpoint.mode));
  if (target.refusal) return { kind: "failed", failure: "address_not_allowed", durationMs: 0 };
  const nowMs = Date.now();
  const timestamp = Math.floor(nowMs / 1000);
  const secrets = openEndpointSecrets(endpoint, nowMs);
  return postVetted({
    url: target.url,
    agent: webhookAgent(endpoint.mode),
    body,
    headers: {
      "content-type": "application/json",
      "accept-encoding": "identity",
      "user-agent": USER_AGENT,
      "webhook-id": eventId,
      "webhook-timestamp": String(timestamp),
      "webhook-signature": signWebhook(secrets, { id: eventId, timestamp, body }),
    },
    ...how,
  });
}

type Answer = Exclude<PostOutcome, { kind: "given_up" }>;
type Verdict = Pick<Finish, "outcome" | "delayMs" | "error">;

function exchangeOf({ endpoint }: ClaimedDelivery, answer: Answer): Exchange {
  const none = { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null };
  const headers = { requestHeaders: null, responseHeaders: null };
  const { durationMs } = answer;
  const answered = answer.kind === "answered";
  return {
    url: endpoint.url,
    ...none,
    ...headers,
    durationMs,
    status: answered ? answer.status : null,
    responseBody: answered ? responseExcerpt(answer.body, answer.header("content-encoding")) : null,
  };
}

function judge({ attempt }: ClaimedDelivery, answer: Answer): Verdict {
  const random = Math.random();
  if (answer.kind === "failed") {
    const strained = answer.failure === "timeout";
    const delayMs = retryDelayMs({ attempt, random, strained, retryAfterMs: null });
    const error = answer.failure;
    return { outcome: "failed", delayMs, error };
  }
  const { status, header } = answer;
  if (status >= 200 && status < 300) {
    return { outcome: "delivered", delayMs: null, error: null };
  }
  const delayMs = retryDelayMs({
    attempt,
    random,
    strained: STRAINED_STATUSES.has(status),
    retryAfterMs: RETRY_AFTER_STATUSES.has(status)
      ? parseRetryAfter(header("retry-after"), Date.now())
      : null,
  });
  const error = status >= 300 && status < 400 ? "redirect" : "http_status";
  return { outcome: "failed", delayMs, error };
}
