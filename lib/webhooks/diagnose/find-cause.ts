import { bodyVariants } from "./body-variants";
import { compareInputs, judgeBody } from "./compare-inputs";
import { contentVariants } from "./content-variants";
import { type Finding, found, perhaps } from "./findings";
import { judgeClock } from "./judge-clock";
import { judgeHeader } from "./judge-header";
import { keyVariants } from "./key-variants";
import { type Reading, readSignature, signaturesOf } from "./read-signature";
import { reproduce } from "./reproduce";
import type { Given, Sent } from "./sent";

/**
 * Why a receiver's signature is not the one that was sent. With what it computed, its mistakes are found
 * by making them until the same comes out; without, what it hashed is compared piece by piece. Asks
 * nobody and changes nothing.
 */
export async function findCause(sent: Sent, given: Given): Promise<Finding[]> {
  const bodies = bodyVariants(sent.body);
  const inputs = compareInputs(sent, given, bodies);
  const beside = [
    ...(given.header === undefined ? [] : judgeHeader(sent, given.header)),
    ...judgeClock(sent),
  ];
  if (given.signature === undefined) {
    const all = [...inputs, ...beside];
    return all.some(({ certain }) => certain) ? all : [found("inputs_right"), ...all];
  }
  const readings = readSignature(given.signature);
  const right = readings.find((one) => placeOf(sent, one) >= 0);
  if (right) return [...conclude(sent, right, []), ...beside];
  if (given.body !== undefined && !bodies.some(({ value }) => value === given.body)) {
    const findings = judgeBody(sent.body, given.body, bodies);
    bodies.push({ value: given.body, findings, common: true });
  }
  const made = await reproduce(readings, {
    bodies,
    keys: keyVariants(sent, given.secret),
    frames: contentVariants(sent, given.timestamp),
  });
  if (!made) return [...inputs, found("not_reproduced"), ...beside];
  return [...conclude(sent, made.reading, made.findings), ...beside];
}

/** Where among the signatures that were sent this one is; -1 when it is none of them. */
function placeOf({ attempt: { header } }: Sent, { digest }: Reading): number {
  return header === null ? -1 : signaturesOf(header).findIndex((one) => one.equals(digest));
}

/** The mistakes in their order; of a signature without any, what may be wrong with comparing it. */
function conclude(sent: Sent, reading: Reading, mistakes: Finding[]): Finding[] {
  const findings = [...mistakes, ...reading.findings];
  if (findings.length > 0) return findings;
  const place = placeOf(sent, reading);
  const count = sent.attempt.header === null ? 1 : signaturesOf(sent.attempt.header).length;
  if (place > 0) return [found("correct"), found("first_only_compared")];
  return [
    found("correct"),
    ...(count > 1 ? [perhaps("list_compared")] : []),
    ...(reading.prefixed ? [] : [perhaps("prefix_compared")]),
  ];
}
