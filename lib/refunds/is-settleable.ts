import type { Refund } from "./find-refund";
import { SETTLED_BY_HAND_AFTER_SECONDS } from "./state";

/** Whether a person may say how a refund ended: on hold, or sent long ago without a certain answer. The verb decides again. */
export function isSettleable(
  {
    status,
    exception,
    sentAt,
    endedAt,
  }: Pick<Refund, "status" | "exception" | "sentAt" | "endedAt">,
  nowMs: number,
): boolean {
  if (endedAt !== null || sentAt === null) return false;
  const long = nowMs - sentAt.getTime() > SETTLED_BY_HAND_AFTER_SECONDS * 1_000;
  return exception !== null || (status === "unknown" && long);
}
