import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { startProviderDouble } from "../../lib/testing/provider-double";

/**
 * A provider on an origin of its own: the double's calls, and the page a shopper pays on, which notes
 * the Referer that their browser brought. Providers compare it with the domain they verified.
 */
export async function startProviderSite() {
  const double = await startProviderDouble();
  const referers = new Map<string, string | undefined>();

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const authority = /^\/pg\/StartPay\/(\w+)$/.exec(request.url ?? "")?.[1];
    if (authority) {
      referers.set(authority, request.headers.referer);
      const document = `<!doctype html><title>Bank</title><h1>Bank</h1>`;
      return void response.writeHead(200, { "Content-Type": "text/html" }).end(document);
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const answer = await fetch(double.url + request.url, {
      method: "POST",
      body: Buffer.concat(chunks).toString(),
    });
    response.writeHead(answer.status, { "Content-Type": "application/json" });
    response.end(await answer.text());
  }

  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    /** Another host than the shop's and the broker's, not only another port. */
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    referers,
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await double.close();
    },
  };
}
