import { IncomingMessage, Server } from "node:http";
import { env } from "@/lib/env";

const PEER_HEADER = "x-flatpay-peer";

/**
 * Who is calling, for limits and the log. The socket's address; behind a trusted proxy (TRUSTED_PROXY)
 * its X-Real-IP, which that proxy must set, not append. X-Forwarded-For is never believed.
 */
export function peerAddress(headers: Headers): string {
  const real = env().TRUSTED_PROXY ? headers.get("x-real-ip") : null;
  return (real ?? headers.get(PEER_HEADER) ?? "unknown").replace(/^::ffff:/, "").slice(0, 64);
}

/**
 * Route handlers do not see the socket, so every request gets its address in a header of ours, which
 * overwrites whatever the caller put there. Called once, when the server process starts.
 */
export function stampPeerAddresses(): void {
  const emit = Server.prototype.emit;
  Server.prototype.emit = function (this: Server, name: string, ...args: unknown[]) {
    const [request] = args;
    if (name === "request" && request instanceof IncomingMessage) {
      request.headers[PEER_HEADER] = request.socket.remoteAddress ?? "unknown";
    }
    return Reflect.apply(emit, this, [name, ...args]) as boolean;
  };
}
