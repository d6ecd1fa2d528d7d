import type { DeliveryLine } from "@/lib/webhooks/serialize";

/** A delivery whose next attempt comes this soon is worth watching. */
const SOON_MS = 60_000;

/** True while somebody who looks on will see a delivery change. */
export function isMoving({ status, nextAttemptAt }: DeliveryLine, nowMs: number): boolean {
  if (status === "sending") return true;
  return status === "pending" && nextAttemptAt.getTime() - nowMs < SOON_MS;
}
