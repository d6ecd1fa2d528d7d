import { type Finding, perhaps } from "./findings";
import type { Sent } from "./sent";

/** Verifiers refuse a message whose time is further off than this, in seconds. */
export const TOLERANCE_SECONDS = 300;

/** Whether the receiver's own clock, as its answer told it, would refuse what we send. */
export function judgeClock({ attempt }: Sent): Finding[] {
  const { answeredAtMs, atMs } = attempt;
  if (answeredAtMs === null) return [];
  const off = Math.round((answeredAtMs - atMs) / 1_000);
  return Math.abs(off) > TOLERANCE_SECONDS ? [perhaps("clock_off", { seconds_off: off })] : [];
}
