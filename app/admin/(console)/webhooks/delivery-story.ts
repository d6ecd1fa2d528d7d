import type { DeliveryLine } from "@/lib/webhooks/serialize";
import { type FailureKind, failureKind } from "./failure-kind";

/** What comes next for a delivery: a key of the texts under `plain.next`. */
type Next =
  | "planned"
  | "resting"
  | "due"
  | "sending"
  | "dead"
  | "held_paused"
  | "held_disabled"
  | "held"
  | "canceled"
  | "arrived_before";

/** A delivery in plain words, as parts of one sentence: what its site did, and what comes next. */
export type DeliveryStory = {
  /** The kind of the last failure; null when there was none. */
  failure: FailureKind | null;
  /** The status that came with it, when saying it says more than the failure's own words. */
  status: number | null;
  tries: number;
  /** Null once it has arrived and no try since failed. */
  next: Next | null;
  /** The moment that `next` speaks of. */
  at: Date | null;
};

/** No answer of the site's own: a status that came along tells nothing. */
const WORDLESS: readonly FailureKind[] = [
  ...(["timeout", "dns", "connect", "tls", "address_not_allowed", "closed"] as const),
  ...(["unreadable", "too_large"] as const),
];

/** What comes within this is due: "in 0 seconds" is no news. */
const SOON_MS = 1_000;

/** What there is to say of a delivery, seen from `nowMs`. */
export function deliveryStory(line: DeliveryLine, nowMs: number): DeliveryStory {
  const failure = failureKind(line.lastError, line.lastStatus);
  const says = failure === null || !WORDLESS.includes(failure);
  return {
    failure,
    status: says ? line.lastStatus : null,
    tries: line.attempt,
    ...nextOf(line, nowMs),
  };
}

function nextOf(line: DeliveryLine, nowMs: number): Pick<DeliveryStory, "next" | "at"> {
  const { status, endpointStatus, endpointOpenUntil, nextAttemptAt } = line;
  const just = (next: Next | null) => ({ next, at: null });
  if (status === "delivered") return just(line.lastError === null ? null : "arrived_before");
  if (status === "canceled" || line.endpointDeletedAt) return just("canceled");
  if (status === "dead" || status === "sending") return just(status);
  if (status === "held") {
    return just(endpointStatus === "enabled" ? "held" : `held_${endpointStatus}`);
  }
  // Whoever rests is not sent anything, whatever was planned; a person's try does not wait.
  const rests = endpointOpenUntil !== null && endpointOpenUntil > nextAttemptAt;
  if (rests && endpointOpenUntil.getTime() > nowMs && line.resumeStatus === null) {
    return { next: "resting", at: endpointOpenUntil };
  }
  return nextAttemptAt.getTime() > nowMs + SOON_MS
    ? { next: "planned", at: nextAttemptAt }
    : just("due");
}
