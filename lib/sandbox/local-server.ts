import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { serveCall, serveGraphqlCall } from "./door";
import { serveAct, servePage } from "./serve-page";

export type LocalServer = { url: string; close: () => Promise<void> };

/**
 * Route handlers behind a real socket, for tests: what a client sees is what Next would send, without
 * a build. A client that hangs up aborts `request.signal`, as it does there.
 */
export async function serveLocally(
  handle: (request: Request) => Promise<Response>,
): Promise<LocalServer> {
  const server = createServer(async (incoming, outgoing) => {
    const gone = new AbortController();
    outgoing.on("close", () => gone.abort());
    const response = await handle(await toRequest(incoming, gone.signal));
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The simulator's paths without Next: its base URL is the server's own. */
export async function handleSandbox(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const [, call] = pathname.match(/^\/pg\/v4\/payment\/([^/]+)$/) ?? [];
  if (call) return serveCall(request, call);
  if (pathname === "/api/v4/graphql") return serveGraphqlCall(request);
  const [, authority] = pathname.match(/^\/pg\/StartPay\/([^/]+)$/) ?? [];
  if (authority === undefined) throw new Error(`no such path: ${pathname}`);
  return request.method === "POST" ? serveAct(request, authority) : servePage(request, authority);
}

async function toRequest(incoming: IncomingMessage, signal: AbortSignal): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  return new Request(`http://${incoming.headers.host}${incoming.url}`, {
    method: incoming.method ?? "GET",
    headers: incoming.headers as Record<string, string>,
    signal,
    ...(body.length > 0 ? { body } : {}),
  });
}
