import "server-only";
import { Agent, type Dispatcher } from "undici";

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

const HEADERS = {
  "content-type": "application/json",
  accept: "application/json",
  "accept-encoding": "identity",
  "user-agent": "FlatPay",
};

/**
 * What came of a call. `unreachable`: nothing was sent. `timeout`, `reset` and `unreadable`: the
 * provider may have done what it was asked.
 */
export type ProviderReply = { durationMs: number } & Outcome;
type Outcome =
  | { kind: "answered"; status: number; text: string }
  | { kind: "timeout" | "unreachable" | "reset" | "unreadable"; detail: string };

/**
 * POST JSON to a provider and read the answer, whatever its HTTP status; nothing is decoded or retried.
 * Speaks to the pool directly: undici's `request` makes streams and iterators that cost a payment more
 * than the call itself.
 * @param deadlineMs for everything from connecting to the last byte
 * @param bytesMax cap of the response body; a longer one is `unreadable`
 * @param bearer an access token, for calls that need one
 * @throws only on a mistake of ours, such as a URL that is none
 */
export async function postToProvider(
  url: string,
  body: unknown,
  {
    deadlineMs,
    bytesMax = RESPONSE_BYTES_MAX,
    bearer,
  }: { deadlineMs: number; bytesMax?: number; bearer?: string },
): Promise<ProviderReply> {
  const { origin, pathname, search } = new URL(url);
  const startedAt = performance.now();
  const took = () => Math.round((performance.now() - startedAt) * 10) / 10;

  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let status = 0;
    let call: Dispatcher.DispatchController | null = null;
    let over = false;

    /** The first outcome counts; what the socket still says is dropped with it. */
    function end(outcome: Outcome): void {
      if (over) return;
      over = true;
      clearTimeout(timer);
      resolve({ ...outcome, durationMs: took() });
    }
    const timer = setTimeout(() => {
      end({ kind: "timeout", detail: `no answer in ${deadlineMs} ms` });
      call?.abort(new Error("deadline"));
    }, deadlineMs);

    pool.dispatch(
      {
        origin,
        path: pathname + search,
        method: "POST",
        headers: bearer === undefined ? HEADERS : { ...HEADERS, authorization: `Bearer ${bearer}` },
        body: JSON.stringify(body),
      },
      {
        onRequestStart(controller) {
          call = controller;
          // The deadline passed while it waited for a connection: nothing is sent any more.
          if (over) controller.abort(new Error("deadline"));
        },
        onResponseStart(_, statusCode) {
          status = statusCode;
        },
        onResponseData(controller, chunk) {
          size += chunk.length;
          if (size <= bytesMax) return void chunks.push(chunk);
          end({ kind: "unreadable", detail: `more than ${bytesMax} bytes` });
          controller.abort(new Error("too large"));
        },
        onResponseEnd() {
          end({ kind: "answered", status, text: Buffer.concat(chunks).toString("utf8") });
        },
        onResponseError(_, error) {
          if (over) return;
          try {
            end(classify(error));
          } catch (mistake) {
            clearTimeout(timer);
            reject(mistake);
          }
        },
      },
    );
  });
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
