import "server-only";
import { Agent, request } from "undici";

/** Name lookup, TCP and TLS together. undici checks it about once a second, so it may be a second late. */
const CONNECT_TIMEOUT_MS = 3_000;
export const RESPONSE_BYTES_MAX = 64 * 1024;
const CONNECTIONS_PER_ORIGIN_MAX = 128;

/**
 * One pool for all providers. It follows no redirect: a provider that moves answers nothing we know.
 * A slow route to one address family must not end the attempt (Node would go on after 250 ms).
 */
const pool = new Agent({
  connections: CONNECTIONS_PER_ORIGIN_MAX,
  pipelining: 1,
  connect: { timeout: CONNECT_TIMEOUT_MS },
  autoSelectFamily: true,
  autoSelectFamilyAttemptTimeout: 1_000,
});

/**
 * What came of a call. `unreachable`: nothing was sent. `timeout`, `reset` and `unreadable`: the
 * provider may have done what it was asked.
 */
export type ProviderReply = { durationMs: number } & (
  | { kind: "answered"; status: number; text: string }
  | { kind: "timeout" | "unreachable" | "reset" | "unreadable"; detail: string }
);

/**
 * POST JSON to a provider and read the answer, whatever its HTTP status; nothing is decoded or retried.
 * @param deadlineMs for everything from connecting to the last byte
 * @param bytesMax cap of the response body; a longer one is `unreadable`
 * @throws only on a mistake of ours, such as a URL that is none
 */
export async function postToProvider(
  url: string,
  body: unknown,
  { deadlineMs, bytesMax = RESPONSE_BYTES_MAX }: { deadlineMs: number; bytesMax?: number },
): Promise<ProviderReply> {
  const target = new URL(url);
  const startedAt = performance.now();
  const took = () => Math.round((performance.now() - startedAt) * 10) / 10;
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), deadlineMs);
  try {
    const response = await request(target, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        "accept-encoding": "identity",
        "user-agent": "FlatPay",
      },
      body: JSON.stringify(body),
      dispatcher: pool,
      signal: deadline.signal,
    });
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of response.body) {
      size += chunk.length;
      // Leaving the loop destroys the body and with it the connection.
      if (size > bytesMax) {
        return { kind: "unreadable", detail: `more than ${bytesMax} bytes`, durationMs: took() };
      }
      chunks.push(chunk);
    }
    const text = Buffer.concat(chunks).toString("utf8");
    return { kind: "answered", status: response.statusCode, text, durationMs: took() };
  } catch (error) {
    if (deadline.signal.aborted) {
      return { kind: "timeout", detail: `no answer in ${deadlineMs} ms`, durationMs: took() };
    }
    return { ...classify(error), durationMs: took() };
  } finally {
    clearTimeout(timer);
  }
}

type Failure = { kind: "unreachable" | "reset" | "unreadable"; detail: string };

function classify(error: unknown): Failure {
  // Both address families failing comes as one AggregateError; its first cause speaks for it.
  const cause = error instanceof AggregateError ? (error.errors[0] ?? error) : error;
  const { name, code, syscall, message } = cause as NodeJS.ErrnoException;
  if (name === "HTTPParserError") return { kind: "unreadable", detail: message.slice(0, 300) };
  if (typeof code !== "string" || code === "UND_ERR_INVALID_ARG") throw error;
  const detail = `${code}: ${message}`.slice(0, 300);
  const unsent =
    code === "UND_ERR_CONNECT_TIMEOUT" || syscall === "connect" || syscall === "getaddrinfo";
  return { kind: unsent || /CERT|TLS|SSL/.test(code) ? "unreachable" : "reset", detail };
}
