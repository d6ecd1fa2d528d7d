import type { DeliveryLine } from "@/lib/webhooks/serialize";
import { type FailureKind, failureKind } from "../failure-kind";

/** `address`: mend where the endpoint is; `signature`: look at the site's check; `enable`: the endpoint is off. */
export type RecommendedAct = "address" | "signature" | "enable";

const OF_ADDRESS: readonly FailureKind[] = [
  ...(["dns", "connect", "tls", "address_not_allowed", "unreadable", "redirect"] as const),
  ...(["not_found", "method_not_allowed", "gone"] as const),
];
const OF_SIGNATURE: readonly FailureKind[] = ["bad_request", "not_authorized"];

/** The one thing that most likely helps a delivery to arrive; null when there is nothing to press here. */
export function recommendedAct(line: DeliveryLine): RecommendedAct | null {
  const { status, endpointStatus, endpointDeletedAt, lastError, lastStatus } = line;
  if (endpointDeletedAt || status === "delivered" || status === "canceled") return null;
  if (endpointStatus !== "enabled") return "enable";
  const kind = failureKind(lastError, lastStatus);
  if (kind === null) return null;
  if (OF_SIGNATURE.includes(kind)) return "signature";
  return OF_ADDRESS.includes(kind) ? "address" : null;
}
