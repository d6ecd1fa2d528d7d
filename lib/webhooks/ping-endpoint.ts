import "server-only";
import type { Mode } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { mintId } from "@/lib/ids/mint-id";
import { type AnswerError, answerError } from "./answer-error";
import { frameEvent } from "./event-frame";
import type { Exchange } from "./exchange";
import { postEvent, vetEventTarget } from "./post-event";

/** Somebody waits for it. */
const TOTAL_MS = 10_000;
/** It is none of the app's news, so it has no place in their order. */
const SEQ = 0;

type Target = {
  endpointId: string;
  appId: string;
  url: string;
  mode: Mode;
  /** All that sign now, the current one first. */
  secrets: readonly string[];
  /** For tests; default 10 000. */
  totalMs?: number;
};

export type EndpointPing = {
  /** Answered with a 2xx. */
  ok: boolean;
  status: number | null;
  error: AnswerError | null;
  /** It speaks HTTP, or took the request and is slow: whether it is content is another matter. */
  connected: boolean;
  exchange: Exchange;
};

/**
 * One signed `endpoint.test`, within 10 s and kept nowhere: for endpoints that are not there yet, or
 * should not be sent anything else. Touches no database; never call it within a transaction.
 * @throws whatever is neither the network's nor the receiver's doing.
 */
export async function pingEndpoint(target: Target): Promise<EndpointPing> {
  const { endpointId, appId, url, mode, secrets, totalMs = TOTAL_MS } = target;
  const eventId = mintId("event");
  const data = { endpoint: { id: endpointId, app_id: appId, mode } };
  const event = { id: eventId, type: "endpoint.test", timestamp: new Date(), data } as const;
  const { head, tail } = frameEvent(event);
  const body = head + SEQ + tail;
  const message = { url, target: vetEventTarget(url, mode), mode, secrets, eventId, body };
  const { outcome, exchange } = await postEvent(message, { totalMs });
  if (outcome.kind === "given_up") throw new Error("nobody can give a ping up");
  const error = answerError(outcome);
  const slow = error === "timeout" && outcome.sent;
  const connected = outcome.kind === "answered" || slow;
  return { ok: error === null, status: exchange.status, error, connected, exchange };
}

/**
 * For an address that is about to be stored. Any answer will do, for a receiver cannot know the secret yet.
 * @throws BrokerError `invalid_request` `endpoint_unreachable` (field `url`) with what went wrong.
 */
export function requireConnected({ connected, status, error }: EndpointPing): void {
  if (connected) return;
  throw new BrokerError("invalid_request", "endpoint_unreachable", {
    field: "url",
    test: { status, error },
  });
}

/**
 * For an endpoint that is about to be sent everything again.
 * @throws BrokerError `conflict` `endpoint_test_failed` with what went wrong, unless it answered 2xx.
 */
export function requireTaken({ ok, status, error }: EndpointPing): void {
  if (!ok) throw new BrokerError("conflict", "endpoint_test_failed", { test: { status, error } });
}
