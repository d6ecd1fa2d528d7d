import { fingerprint, hasFingerprint } from "@/lib/crypto/fingerprint";
import type { RefundWish } from "./wish";

const PURPOSE = "refund-content";

/** Keyed hash of what a refund asks for: tells a repeat from another wish under the same name. */
export function refundContentHash(wish: RefundWish): string {
  return fingerprint(PURPOSE, canonical(wish));
}

export function hasRefundContentHash(wish: RefundWish, known: string): boolean {
  return hasFingerprint(PURPOSE, canonical(wish), known);
}

/** An amount that was left out stays so: "what is left" is another wish than any figure. */
const canonical = ({ amount, currency, reason }: RefundWish) =>
  JSON.stringify([amount ?? null, currency ?? null, reason ?? null]);
