import { type Dispatcher, request } from "undici";
import { type FailureClass, failureClass } from "./failure-class";

const TOTAL_MS = 15_000;
const ANSWER_BYTES_MAX = 64 * 1024;

type Post = {
  url: URL;
  headers: Record<string, string>;
  body: string;
  /** From `vettedAgent`. */
  agent: Dispatcher;
  /** Everything, from the name's lookup to the answer's last byte; default 15 000. */
  totalMs?: number | undefined;
  /** Gives up at once, for a shutdown. */
  signal?: AbortSignal | undefined;
};

export type PostOutcome = { durationMs: number } & (
  | {
      kind: "answered";
      status: number;
      /** By lower-case name; of a repeated header the first. */
      header: (name: string) => string | null;
      /** At most 64 KiB of what was read by the deadline, as it came: never decompressed. */
      body: Buffer;
    }
  | { kind: "failed"; failure: FailureClass }
  /** We gave up ourselves: `signal` was aborted. */
  | { kind: "given_up" }
);

/**
 * POST to an address a stranger chose. One total deadline, because time limits per chunk never end an
 * answer that drips. Redirects are not followed: a 3xx is an answer like any other. The status counts
 * once it is there; an answer too long or too slow only loses the rest of its body.
 * @throws whatever is neither the network's nor the receiver's doing.
 */
export async function postVetted(post: Post): Promise<PostOutcome> {
  const startedAt = performance.now();
  const timed = <T>(outcome: T) => ({
    ...outcome,
    durationMs: Math.round(performance.now() - startedAt),
  });
  if (post.signal?.aborted) return timed({ kind: "given_up" as const });
  const stop = new AbortController();
  const giveUp = () => stop.abort();
  const timer = setTimeout(giveUp, post.totalMs ?? TOTAL_MS);
  post.signal?.addEventListener("abort", giveUp);
  try {
    const answer = request(post.url, {
      method: "POST",
      headers: post.headers,
      body: post.body,
      dispatcher: post.agent,
      signal: stop.signal,
      // The total deadline rules.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    // undici notices an abort only once it is connected.
    const response = await Promise.race([answer, aborted(stop.signal)]);
    const body = await readSome(response.body);
    const header = (name: string) => [response.headers[name]].flat()[0] ?? null;
    return timed({ kind: "answered" as const, status: response.statusCode, header, body });
  } catch (error) {
    if (post.signal?.aborted) return timed({ kind: "given_up" as const });
    const failure = stop.signal.aborted ? "timeout" : failureClass(error);
    if (!failure) throw error;
    return timed({ kind: "failed" as const, failure });
  } finally {
    clearTimeout(timer);
    post.signal?.removeEventListener("abort", giveUp);
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

async function readSome(stream: Dispatcher.ResponseData["body"]): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      chunks.push(chunk);
      size += chunk.length;
      // Leaving the loop destroys the stream and with it the connection.
      if (size >= ANSWER_BYTES_MAX) break;
    }
  } catch {
    // The status is known and decides; of a body that broke off, what came is kept.
  }
  return Buffer.concat(chunks).subarray(0, ANSWER_BYTES_MAX);
}
