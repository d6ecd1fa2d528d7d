import { Agent, request } from "undici";

export type Reply = { status: number; body: string; location: string };
type Sent = { method?: "GET" | "POST"; headers?: Record<string, string>; body?: string };

/** As many connections as there are callers; each caller has a deadline, whatever the server does. */
const agent = new Agent({ connectTimeout: 5_000, keepAliveTimeout: 1_000 });

/** One request; null when no whole answer came within `timeoutMs`. Redirects are not followed. */
export async function send(
  url: string,
  sent: Sent = {},
  timeoutMs = 15_000,
): Promise<Reply | null> {
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(), timeoutMs);
  try {
    const { statusCode, headers, body } = await request(url, {
      ...{ dispatcher: agent, signal: ending.signal, method: sent.method ?? "GET" },
      ...{ headers: sent.headers ?? {}, body: sent.body ?? null },
    });
    return {
      status: statusCode,
      body: await body.text(),
      location: String(headers.location ?? ""),
    };
  } catch {
    // Killed, cut off, or too slow: what came of it is not known, which is what is being tested.
    return null;
  } finally {
    clearTimeout(timer);
  }
}
