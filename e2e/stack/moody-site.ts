import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Delivery } from "./shop-site";

/** A receiver of webhooks that answers whatever it is told to, and keeps what it was sent. */
export async function startMoodySite() {
  const received: Delivery[] = [];
  let status = 204;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = request.headers as Record<string, string>;
    received.push({ headers, body: Buffer.concat(chunks).toString() });
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, () => resolve()));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/hooks`,
    received,
    /** What it answers from now on. */
    answer: (next: number) => {
      status = next;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
