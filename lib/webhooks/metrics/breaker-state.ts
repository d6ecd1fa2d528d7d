import { BREAKER } from "../health-rules";
import type { EndpointStatus } from "../state";

/** `half_open`: one try at a time until one is taken. */
export const BREAKER_STATES = ["closed", "open", "half_open", "disabled"] as const;
export type BreakerState = (typeof BREAKER_STATES)[number];

type Health = { status: EndpointStatus; openUntil: Date | null; consecutiveFailures: number };

/** Whether an endpoint's deliveries go out now. A pause is its owner's and no matter of the breaker. */
export function breakerState(endpoint: Health, nowMs: number): BreakerState {
  if (endpoint.status === "disabled") return "disabled";
  if (endpoint.openUntil && endpoint.openUntil.getTime() > nowMs) return "open";
  return endpoint.consecutiveFailures >= BREAKER.failures ? "half_open" : "closed";
}
