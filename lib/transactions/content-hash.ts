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

/** JSON with sorted members, so that their order does not matter; undefined members are left out. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`);
  return `{${members.join(",")}}`;
}
