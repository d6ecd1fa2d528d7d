import "server-only";
import { SealError } from "@/lib/crypto/seal";
import { describeError, log } from "@/lib/log";
import { firstHeader } from "@/lib/net/first-header";
import type { PostOutcome } from "@/lib/net/post-vetted";
import { answerError } from "./answer-error";
import { parseRetryAfter, retryDelayMs } from "./backoff";
import type { ClaimedDelivery } from "./claim-deliveries";
import type { Finish } from "./finish-delivery";
import { postEvent } from "./post-event";
import { readyEndpoint } from "./ready-endpoint";

/** After a fault of ours the delivery rests, so that it is not tried in a tight loop. */
const OUR_FAULT_MS = 60_000;
const STRAINED_STATUS = 429;
const RETRY_AFTER_STATUSES = new Set([429, 503]);

type How = { signal?: AbortSignal | undefined; totalMs?: number | undefined };

/**
 * One attempt: sign the stored bytes for this moment, POST them, and say what became of it. Any 2xx is
 * success, everything else a failure, redirects included. Touches no database and never throws: a
 * surprise is our own fault and releases the delivery.
 */
export async function sendDelivery(delivery: ClaimedDelivery, how: How = {}): Promise<Finish> {
  const { id, claimId, endpoint, eventId, body } = delivery;
  const endpointId = endpoint.id;
  const nothing = { id, endpointId, claimId, error: null, exchange: null };
  try {
    const { url, mode } = endpoint;
    const { target, secrets } = readyEndpoint(endpoint);
    const sent = await postEvent({ url, target, mode, secrets, eventId, body }, how);
    if (sent.outcome.kind === "given_up") return { ...nothing, outcome: "released", delayMs: 0 };
    const { outcome, delayMs, error } = judge(delivery, sent.outcome);
    return { id, endpointId, claimId, outcome, delayMs, error, exchange: sent.exchange };
  } catch (error) {
    const hint = error instanceof SealError ? "its secret does not open: wrong APP_SECRET?" : "";
    log.error({ delivery: id, cause: describeError(error) }, `webhook not sent ${hint}`.trim());
    return { ...nothing, outcome: "released", delayMs: OUR_FAULT_MS };
  }
}

type Answer = Exclude<PostOutcome, { kind: "given_up" }>;
type Verdict = Pick<Finish, "outcome" | "delayMs" | "error">;

function judge({ attempt }: ClaimedDelivery, answer: Answer): Verdict {
  const error = answerError(answer);
  if (error === null) return { outcome: "delivered", delayMs: null, error };
  const status = answer.kind === "answered" ? answer.status : null;
  const delayMs = retryDelayMs({
    attempt,
    random: Math.random(),
    strained: error === "timeout" || status === STRAINED_STATUS,
    retryAfterMs: askedDelayMs(answer),
  });
  return { outcome: "failed", delayMs, error };
}

function askedDelayMs(answer: Answer): number | null {
  if (answer.kind === "failed" || !RETRY_AFTER_STATUSES.has(answer.status)) return null;
  return parseRetryAfter(firstHeader(answer.headers, "retry-after"), Date.now());
}
