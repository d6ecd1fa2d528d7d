import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ReturnResult } from "../../public/sdk/flatpay.mjs";

export type Delivery = { headers: Record<string, string>; body: string };
type Check = (url: string) => Promise<ReturnResult>;

/**
 * The shop's own site on an origin of its own: a checkout with a link to `pay_url`, the page the shopper
 * comes back to, and a receiver of webhooks.
 */
export async function startShopSite() {
  const deliveries: Delivery[] = [];
  const returns: ReturnResult[] = [];
  let check: Check = () => Promise.reject(new Error("the shop is not open yet"));

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", origin);
    if (url.pathname === "/checkout") return page(response, checkout(url.searchParams.get("to")));
    if (url.pathname === "/return") {
      const result = await check(url.href).catch((error: Error) => error);
      if (result instanceof Error)
        return page(response, `<h1>refused</h1><p>${result.message}</p>`);
      returns.push(result);
      return page(response, `<h1>${result.status}</h1>`);
    }
    if (url.pathname === "/webhook") {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const headers = request.headers as Record<string, string>;
      deliveries.push({ headers, body: Buffer.concat(chunks).toString() });
      return void response.writeHead(204).end();
    }
    response.writeHead(404).end();
  }

  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, () => resolve()));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    deliveries,
    returns,
    /** How the shop verifies what a browser brings back. */
    checkReturn: (by: Check) => {
      check = by;
    },
    /** The page a shopper leaves from. Its query is the shop's own business. */
    checkoutUrl: (payUrl: string) => `${origin}/checkout?to=${encodeURIComponent(payUrl)}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Without a policy of its own, so that what the browser tells the broker is the browser's default. */
function checkout(to: string | null): string {
  return `<a href="${to?.replaceAll('"', "%22")}">Pay</a>`;
}

function page(response: ServerResponse, main: string): void {
  const document = `<!doctype html><html lang="en"><title>Shop</title><main>${main}</main></html>`;
  response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(document);
}
