import { type IncomingHttpHeaders, request } from "node:http";

type Options = {
  method?: string;
  headers?: Record<string, string>;
  /** Several pieces travel chunked, without a Content-Length. */
  body?: string | string[];
  /** What stands on the request line, as it is; default is the URL's path. */
  target?: string;
};
type Answer = { status: number; headers: IncomingHttpHeaders; body: string };

/** A request as an attacker writes it: `Host` and other headers that fetch does not let one set. */
export function rawRequest(url: string, { method = "GET", headers, body, target }: Options = {}) {
  return new Promise<Answer>((resolve, reject) => {
    const sent = request(url, {
      ...{ method, agent: false },
      ...(headers ? { headers } : {}),
      ...(target ? { path: target } : {}),
    });
    sent.once("error", reject);
    sent.once("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.once("error", reject);
      response.once("end", () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
        sent.destroy();
      });
    });
    if (typeof body === "string") return void sent.end(body);
    for (const piece of body ?? []) sent.write(piece);
    sent.end();
  });
}
