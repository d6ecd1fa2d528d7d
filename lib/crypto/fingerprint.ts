import { createHmac, timingSafeEqual } from "node:crypto";
import { deriveKey } from "./derive-key";

/** Keyed hash of a value, to find or compare it without storing it. 64 hex characters. */
export function fingerprint(purpose: string, value: string): string {
  return createHmac("sha256", deriveKey(`fingerprint:${purpose}`))
    .update(value)
    .digest("hex");
}

/** The value's fingerprints, newest first: the current one, then the one of APP_SECRET_PREVIOUS if set. */
export function fingerprints(
  purpose: string,
  value: string,
): [current: string, ...older: string[]] {
  const older = deriveKey(`fingerprint:${purpose}`, "previous");
  const current = fingerprint(purpose, value);
  return older ? [current, createHmac("sha256", older).update(value).digest("hex")] : [current];
}

/** True when `value` has this fingerprint under the current or the previous APP_SECRET. */
export function hasFingerprint(purpose: string, value: string, known: string): boolean {
  return (["current", "previous"] as const).some((generation) => {
    const key = deriveKey(`fingerprint:${purpose}`, generation);
    return key !== null && equalText(createHmac("sha256", key).update(value).digest("hex"), known);
  });
}

/** Constant-time comparison of two texts of public length. */
function equalText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
