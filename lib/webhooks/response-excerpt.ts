import { scrub } from "@/lib/log";

const EXCERPT_BYTES = 4 * 1024;

/**
 * The start of a receiver's answer as an operator may read it: at most 4 KiB of UTF-8, without control
 * characters (but line breaks and tabs) and with what looks like a secret or a card masked. Null when
 * there is nothing, or when it is compressed: it is never unpacked, so that a small answer stays small.
 */
export function responseExcerpt(body: Buffer, contentEncoding: string | null): string | null {
  if (body.length === 0) return null;
  if (contentEncoding && contentEncoding.toLowerCase() !== "identity") return null;
  // Masking comes before cutting, so that no secret is cut short of its pattern.
  const text = scrub(body.subarray(0, 2 * EXCERPT_BYTES).toString("utf8"));
  const clean = text.replace(/[\p{Cc}\p{Cf}\uFFFD]/gu, (char) => (/[\n\t]/.test(char) ? char : ""));
  const excerpt = Buffer.from(clean).subarray(0, EXCERPT_BYTES).toString("utf8");
  return excerpt.replace(/\uFFFD+$/, "") || null;
}
