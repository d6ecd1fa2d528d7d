import { type Finding, found } from "./findings";
import type { Sent } from "./sent";
import type { Variant } from "./variant";

/** Code that signs with its own clock does so while the request is under way. */
const OWN_CLOCK_SECONDS = { from: -5, to: 15 };
const MS_FROM = 100_000_000_000;

/** The times a receiver may have put into what it hashed, as text, the right one first. */
export function timestampVariants(sent: Sent, given: string | undefined): Variant<string>[] {
  const seen = new Map<string, Variant<string>>();
  const add = (value: string | number, findings: Finding[], common = false) => {
    const text = String(value);
    if (!seen.has(text)) seen.set(text, { value: text, findings, common });
  };
  if (given !== undefined) {
    // It says itself which it used, so no other need be tried, but the right one.
    for (const time of rightTimes(sent)) add(time, [], true);
    add(given.trim(), judgeTimestamp(sent, given), true);
    return [...seen.values()];
  }
  for (const time of rightTimes(sent)) add(time, [], true);
  const [first] = rightTimes(sent);
  if (first === undefined) return [];
  add(first * 1_000, [found("timestamp_milliseconds")], true);
  for (const { attempt, timestamp } of sent.others) {
    if (timestamp !== null) add(timestamp, [found("timestamp_of_another_attempt", { attempt })]);
  }
  const told = eventTime(sent.body);
  if (told) {
    const wrong = [found("timestamp_of_event")];
    add(told.text, wrong);
    add(Math.floor(told.ms / 1_000), wrong);
    add(told.ms, wrong);
  }
  for (let off = OWN_CLOCK_SECONDS.from; off <= OWN_CLOCK_SECONDS.to; off++) {
    add(first + off, [found("timestamp_own_clock", { seconds_off: off })]);
  }
  return [...seen.values()];
}

/** What is wrong with a time that a receiver says it used; nothing when it is the header's. */
export function judgeTimestamp(sent: Sent, given: string): Finding[] {
  const text = given.trim();
  const right = rightTimes(sent);
  if (right.some((time) => String(time) === text)) return [];
  const other = sent.others.find(({ timestamp }) => String(timestamp) === text);
  if (other) return [found("timestamp_of_another_attempt", { attempt: other.attempt })];
  const told = eventTime(sent.body);
  if (told && [told.text, String(told.ms), String(Math.floor(told.ms / 1_000))].includes(text)) {
    return [found("timestamp_of_event")];
  }
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Date.parse(text);
  const [first] = right;
  if (!Number.isFinite(value) || first === undefined) return [found("timestamp_own_clock")];
  const isMs = value >= MS_FROM;
  const off = Math.round((isMs ? value / 1_000 : value) - first);
  if (isMs && off === 0 && /^\d+$/.test(text)) return [found("timestamp_milliseconds")];
  const own = found("timestamp_own_clock", { seconds_off: off });
  return isMs && /^\d+$/.test(text) ? [found("timestamp_milliseconds"), own] : [own];
}

/** The attempt's own; where headers were not kept, the seconds around its beginning. */
function rightTimes({ attempt }: Sent): number[] {
  if (attempt.timestamp !== null) return [attempt.timestamp];
  const second = Math.floor(attempt.atMs / 1_000);
  return [second, second - 1, second + 1];
}

function eventTime(body: string): { text: string; ms: number } | null {
  const [, text = ""] = /"timestamp"\s*:\s*"([^"]{10,40})"/.exec(body) ?? [];
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : { text, ms };
}
