import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Received = { path: string; headers: IncomingHttpHeaders; body: string; atMs: number };
type Answer = (response: ServerResponse, received: Received, nth: number) => void;

/**
 * A site that receives webhooks, on a real socket of 127.0.0.1. `answer` says what it does with each;
 * by default it answers 204. `close` also cuts requests that still hang.
 */
export async function startWebhookSink(
  answer: Answer = (response) => response.writeHead(204).end(),
) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      const { headers, url = "" } = request;
      const one = { path: url, headers, body: Buffer.concat(chunks).toString(), atMs: Date.now() };
      received.push(one);
      answer(response, one, received.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, port, received, close };
}
