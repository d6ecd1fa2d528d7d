import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { RETURN_ORDER } from "./return-parameters";

/** How far a request's clock may be from ours, both ways (client-api.md §2). */
export const CLOCK_WINDOW_SECONDS = 300;

export type SignedRequest = {
  method: string;
  /** As on the request line. */
  path: string;
  timestamp: string;
  nonce: string;
  key: string;
  body: Uint8Array;
};

/** The seven lines that a client signs; no line feed at the end. */
export function requestStringToSign(request: SignedRequest): string {
  const bodyHash = createHash("sha256").update(request.body).digest("hex");
  return [
    "FP1-HMAC-SHA256",
    request.method,
    request.path,
    request.timestamp,
    request.nonce,
    request.key,
    bodyHash,
  ].join("\n");
}

/** Lower-case hex HMAC-SHA256, keyed by the UTF-8 bytes of the whole secret text. */
export function hmacHex(secret: string, text: string): string {
  return createHmac("sha256", secret).update(text).digest("hex");
}

const SIGNATURE = /^v1=[0-9a-f]{64}$/;

/** The signatures of an X-Signature header: one or two, else null. */
export function parseSignatures(header: string): string[] | null {
  const list = header.split(",").map((part) => part.trim());
  return list.length <= 2 && list.every((one) => SIGNATURE.test(one))
    ? list.map((s) => s.slice(3))
    : null;
}

/** Constant-time: true when one of the offered signatures is the secret's own over `text`. */
export function anySignatureMatches(secret: string, text: string, offered: string[]): boolean {
  const expected = createHmac("sha256", secret).update(text).digest();
  let matches = false;
  for (const hex of offered)
    matches = timingSafeEqual(expected, Buffer.from(hex, "hex")) || matches;
  return matches;
}

/** Everything a shopper's return says, each value as text. */
export type ReturnFields = {
  amount: string;
  currency: string;
  key: string;
  order_id: string;
  /** Empty when there is none. */
  ref_id: string;
  status: string;
  timestamp: string;
  transaction_id: string;
};

/** What a return's signature covers: sorted `name=value` lines, values percent-encoded. */
export function returnStringToSign(fields: ReturnFields): string {
  const lines = RETURN_ORDER.map((name) => `${name}=${encodeURIComponent(fields[name])}`);
  return ["FP1-RETURN", ...lines].join("\n");
}
