import { IncomingMessage, Server, ServerResponse } from "node:http";
import { log } from "@/lib/log";
import { PEER_HEADER } from "@/lib/net/peer-address";

/**
 * Stand in front of Next's own server, once, at start: give every request the address of its socket
 * (over whatever the caller put there), and log the requests that `endpoint` does not log itself, which
 * are pages. Next has no hook for either.
 */
export function watchRequests(): void {
  const emit = Server.prototype.emit;
  Server.prototype.emit = function (this: Server, name: string, ...args: unknown[]) {
    const [request, response] = args;
    if (name === "request" && request instanceof IncomingMessage) {
      request.headers[PEER_HEADER] = request.socket.remoteAddress ?? "unknown";
      if (response instanceof ServerResponse) {
        logPage(request, response);
        // An absolute address on the request line (meant for proxies) would come back in Next's own
        // redirects, host and all.
        if (!request.url?.startsWith("/")) {
          response.writeHead(400).end();
          return true;
        }
      }
    }
    return Reflect.apply(emit, this, [name, ...args]) as boolean;
  };
}

function logPage(request: IncomingMessage, response: ServerResponse): void {
  const path = request.url?.split("?")[0] ?? "";
  if (path.startsWith("/_next/")) return;
  const startedAt = performance.now();
  response.once("finish", () => {
    if (response.hasHeader("x-request-id")) return; // `endpoint` has logged it.
    const durationMs = Math.round((performance.now() - startedAt) * 100) / 100;
    const address = request.socket.remoteAddress;
    const { method } = request;
    log.info({ method, address, path, status: response.statusCode, durationMs }, "page");
  });
}
