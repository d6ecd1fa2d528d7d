import type { ReasonOf } from "@/lib/errors";
import type { DeliveryLine } from "./serialize";

type Line = Pick<DeliveryLine, "status" | "resumeStatus" | "nextAttemptAt" | "endpointDeletedAt">;

/** Why a delivery cannot be sent once more right now; null when it can. */
export function redeliverRefusal(line: Line, nowMs: number): ReasonOf<"conflict"> | null {
  if (line.endpointDeletedAt || line.status === "canceled") return "endpoint_deleted";
  if (["delivered", "dead", "held"].includes(line.status)) return null;
  const rests = line.status === "pending" && line.nextAttemptAt.getTime() > nowMs;
  return rests && line.resumeStatus === null ? null : "delivery_in_progress";
}
