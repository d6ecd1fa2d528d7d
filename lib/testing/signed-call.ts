import { randomBytes } from "node:crypto";
import { NextRequest } from "next/server";
import { hmacHex, requestStringToSign } from "@/lib/signing/fp1";

type Door = (request: NextRequest, route: { params: Promise<unknown> }) => Promise<Response>;
type Key = { publicId: string; secret: string };
type Changes = { headers?: Record<string, string | null>; path?: string; signedBody?: string };

/** Call an exported route handler with a body signed as a client would sign it. */
export function signedCall(
  door: Door,
  path: string,
  key: Key,
  body: unknown,
  changes: Changes = {},
) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const timestamp = String(Math.floor(Date.now() / 1000));
  const nonce = randomBytes(16).toString("hex");
  const sign = (overrides: Record<string, string | null> = {}) => {
    const signed = {
      method: "POST",
      path,
      timestamp: overrides["X-Timestamp"] ?? timestamp,
      nonce: overrides["X-Nonce"] ?? nonce,
      key: overrides["X-Api-Key"] ?? key.publicId,
      body: Buffer.from(changes.signedBody ?? text),
    };
    return {
      "X-Api-Key": signed.key,
      "X-Timestamp": signed.timestamp,
      "X-Nonce": signed.nonce,
      "X-Signature": `v1=${hmacHex(key.secret, requestStringToSign(signed))}`,
    };
  };
  const headers = new Headers({ "Content-Type": "application/json", ...sign(changes.headers) });
  for (const [name, value] of Object.entries(changes.headers ?? {})) {
    if (value === null) headers.delete(name);
    else headers.set(name, value);
  }
  const request = new NextRequest(`http://localhost:3000${changes.path ?? path}`, {
    method: "POST",
    headers,
    body: text,
  });
  return door(request, { params: Promise.resolve({}) });
}
