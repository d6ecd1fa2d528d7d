import { type Finding, found, perhaps } from "./findings";
import { TOLERANCE_SECONDS } from "./judge-clock";
import { whoseGiven } from "./key-variants";
import type { Given, Sent } from "./sent";
import { judgeTimestamp } from "./timestamp-variants";
import type { Variant } from "./variant";

/** What is wrong with each of the things a receiver says it hashed, taken by itself. */
export function compareInputs(sent: Sent, given: Given, bodies: Variant<string>[]): Finding[] {
  return [
    ...(given.body === undefined ? [] : judgeBody(sent.body, given.body, bodies)),
    ...(given.secret === undefined ? [] : whoseGiven(sent, given.secret)),
    ...(given.timestamp === undefined ? [] : judgeTime(sent, given.timestamp)),
  ];
}

/** How a body came to differ from the one that was sent. */
export function judgeBody(right: string, given: string, bodies: Variant<string>[]): Finding[] {
  const known = bodies.find(({ value }) => value === given);
  if (known) return known.findings;
  let offset = 0;
  while (offset < right.length && right[offset] === given[offset]) offset++;
  return [found("body_changed", { offset })];
}

function judgeTime(sent: Sent, given: string): Finding[] {
  const findings = judgeTimestamp(sent, given);
  const off = findings.find(({ code }) => code === "timestamp_own_clock")?.facts.seconds_off ?? 0;
  const far = Math.abs(off) > TOLERANCE_SECONDS;
  return far ? [...findings, perhaps("clock_off", { seconds_off: off })] : findings;
}
