import { createServer, type IncomingHttpHeaders } from "node:http";

type Delivery = { headers: IncomingHttpHeaders; body: Buffer };

export type Receiver = {
  origin: string;
  /** The next webhook, waited for at most this long. @throws Error when none came. */
  nextDelivery(timeoutMs: number): Promise<Delivery>;
  close(): Promise<void>;
};

/** A shop's two addresses on this machine: `/return`, where shoppers arrive, and `/webhook`. */
export async function startReceiver(): Promise<Receiver> {
  const deliveries: Delivery[] = [];
  let arrived = () => {};
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (request.method === "POST" && request.url === "/webhook") {
      deliveries.push({ headers: request.headers, body: Buffer.concat(chunks) });
      arrived();
      response.writeHead(204).end();
      return;
    }
    response.writeHead(request.url?.startsWith("/return?") ? 200 : 404).end();
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port to listen on");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    async nextDelivery(timeoutMs) {
      if (deliveries.length === 0) {
        await new Promise<void>((resolve, reject) => {
          const timer = setTimeout(
            () => reject(new Error(`no webhook came within ${timeoutMs / 1000} s`)),
            timeoutMs,
          );
          arrived = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      return deliveries.shift() as Delivery;
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
