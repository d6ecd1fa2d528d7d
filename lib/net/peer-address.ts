import { env } from "@/lib/env";

/** Route handlers do not see the socket, so every request gets its address in this header of ours. */
export const PEER_HEADER = "x-flatpay-peer";

/**
 * Who is calling, for limits and the log. The socket's address; behind a trusted proxy (TRUSTED_PROXY)
 * its X-Real-IP, which that proxy must set, not append. X-Forwarded-For is never believed.
 */
export function peerAddress(headers: Headers): string {
  const real = env().TRUSTED_PROXY ? headers.get("x-real-ip") : null;
  return (real ?? headers.get(PEER_HEADER) ?? "unknown").replace(/^::ffff:/, "").slice(0, 64);
}
