import { fingerprint, hasFingerprint } from "@/lib/crypto/fingerprint";
import type { RequestInput } from "./schema";

const PURPOSE = "transaction-content";

/**
 * Keyed hash of what a request asks for, after normalising: tells a repeated order from a changed one
 * without keeping the card number. Keyed, because a card number alone could be guessed from a hash.
 */
export function contentHash(input: RequestInput): string {
  return fingerprint(PURPOSE, canonical(input));
}

export function hasContentHash(input: RequestInput, known: string): boolean {
  return hasFingerprint(PURPOSE, canonical(input), known);
}

/**
 * The same text for the same wishes: what zod gives back has its members in the schema's order, only
 * `metadata` keeps the caller's.
 */
function canonical(input: RequestInput): string {
  const metadata = Object.entries(input.metadata).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify({ ...input, metadata });
}
