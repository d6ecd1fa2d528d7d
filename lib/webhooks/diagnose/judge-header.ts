import { type Finding, found, perhaps } from "./findings";
import { readSignature, signaturesOf } from "./read-signature";
import type { Sent } from "./sent";

const RIGHT = "webhook-signature";

/**
 * What is wrong with the header that a receiver says it read: its name, its value or `name: value`.
 * Nothing when it is ours, or when nothing can be told.
 */
export function judgeHeader(sent: Sent, given: string): Finding[] {
  const text = given.trim();
  const [, name, value] = /^([A-Za-z][\w-]{0,63})\s*:\s*(.*)$/s.exec(text) ?? [];
  if (name !== undefined && name.toLowerCase() !== RIGHT) {
    return [found("header_wrong", { header: name.toLowerCase() })];
  }
  return judgeValue(sent, value ?? text);
}

function judgeValue(sent: Sent, text: string): Finding[] {
  const { header, timestamp } = sent.attempt;
  if (text === header || text.toLowerCase() === RIGHT) return [];
  if (text === sent.eventId) return [found("header_wrong", { header: "webhook-id" })];
  if (text === String(timestamp)) return [found("header_wrong", { header: "webhook-timestamp" })];
  const other = sent.others.find((one) => one.header === text);
  if (other) return [found("header_of_another_attempt", { attempt: other.attempt })];
  const readings = readSignature(text);
  const sentOnes = header === null ? [] : signaturesOf(header);
  const places = readings.map(({ digest }) => sentOnes.findIndex((one) => one.equals(digest)));
  if (places.some((place) => place >= 0)) {
    return sentOnes.length > readings.length ? [perhaps("first_only_compared")] : [];
  }
  if (/^(x-)?[a-z][a-z0-9]*([-_][a-z0-9]+)+$/i.test(text) && !/^v\d/i.test(text)) {
    return [found("header_wrong", { header: text.toLowerCase() })];
  }
  return header === null ? [] : [found("header_wrong")];
}
