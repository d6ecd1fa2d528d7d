import type { Dispatcher } from "undici";
import { type FailureClass, failureClass } from "./failure-class";
import type { AnswerHeaders } from "./first-header";
import { type Opening, type OpeningTimes, openingTimes } from "./opening";
import { type Trace, type TracedOptions, takeOpening } from "./traced-client";

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

/** In whole milliseconds. Parts of opening the connection are null when it was open already. */
type PostTimes = OpeningTimes & {
  /** From the request to the answer's first byte; null when none came. */
  firstByteMs: number | null;
  durationMs: number;
};

export type PostOutcome = PostTimes & {
  /** The request was written to a connection; else there was none, or none in time. */
  sent: boolean;
} & (
    | {
        kind: "answered";
        status: number;
        headers: AnswerHeaders;
        /** At most 64 KiB of what was read by the deadline, as it came: never decompressed. */
        body: Buffer;
      }
    | { kind: "failed"; failure: FailureClass }
    /** We gave up ourselves: `signal` was aborted. */
    | { kind: "given_up" }
  );
/** What it comes to unless there is an answer. */
type Unanswered = { kind: "failed"; failure: FailureClass } | { kind: "given_up" };
const UNREAD: Unanswered = { kind: "failed", failure: "unreadable" };

/**
 * POST to an address a stranger chose. One total deadline, because time limits per chunk never end an
 * answer that drips. Redirects are not followed: a 3xx is an answer like any other. The status counts
 * once it is there; an answer too long or too slow only loses the rest of its body.
 * Speaks to the agent directly: undici's `request` makes streams and iterators for every answer.
 * @throws whatever is neither the network's nor the receiver's doing.
 */
export async function postVetted(post: Post): Promise<PostOutcome> {
  const { url, agent, signal } = post;
  const startedAt = performance.now();
  const trace: Trace = { line: null };
  const chunks: Buffer[] = [];
  let size = 0;
  let answer: { status: number; headers: AnswerHeaders } | null = null;
  let call: Dispatcher.DispatchController | null = null;
  let opening: Opening | null = null;
  let sentAt: number | null = null;
  let firstByteAt: number | null = null;
  let over = false;

  function times(): PostTimes & { sent: boolean } {
    const now = performance.now();
    const sent = sentAt !== null;
    return {
      ...openingTimes(sent ? opening : takeOpening(trace), now),
      firstByteMs: sentAt && firstByteAt && Math.round(firstByteAt - sentAt),
      durationMs: Math.round(now - startedAt),
      sent,
    };
  }
  if (signal?.aborted) return { kind: "given_up", ...times() };

  return new Promise((resolve, reject) => {
    /** False when it was over before: the first ending counts. */
    function close(): boolean {
      if (over) return false;
      over = true;
      clearTimeout(timer);
      signal?.removeEventListener("abort", giveUp);
      return true;
    }
    /** An answer counts once its status is there, however the rest of it ends. */
    function end(without: Unanswered): void {
      if (!close()) return;
      const body = Buffer.concat(chunks).subarray(0, ANSWER_BYTES_MAX);
      const ending = answer ? { kind: "answered" as const, ...answer, body } : without;
      resolve({ ...ending, ...times() });
    }
    function stop(without: Unanswered): void {
      end(without);
      call?.abort(new Error("no longer waited for"));
    }
    const giveUp = () => stop({ kind: "given_up" });
    const timer = setTimeout(stop, post.totalMs ?? TOTAL_MS, {
      kind: "failed",
      failure: "timeout",
    });
    signal?.addEventListener("abort", giveUp);

    const options: TracedOptions = {
      origin: url.origin,
      path: url.pathname + url.search,
      method: "POST",
      headers: post.headers,
      body: post.body,
      // The total deadline rules.
      headersTimeout: 0,
      bodyTimeout: 0,
      trace,
    };
    agent.dispatch(options, {
      onRequestStart(controller) {
        // It ended while it waited for a connection: nothing is sent any more.
        if (over) return controller.abort(new Error("no longer waited for"));
        call = controller;
        opening = takeOpening(trace);
        sentAt = performance.now();
      },
      onResponseStarted() {
        firstByteAt ??= performance.now();
      },
      onResponseStart(_, status, headers) {
        // What comes before the answer, such as 103 Early Hints, is none.
        if (status >= 200) answer = { status, headers };
      },
      onResponseData(_, chunk) {
        chunks.push(chunk);
        size += chunk.length;
        // The connection goes with it: else the rest would have to be read before it is used again.
        if (size >= ANSWER_BYTES_MAX) stop(UNREAD);
      },
      onResponseEnd() {
        end(UNREAD);
      },
      onResponseError(_, error) {
        const failure = failureClass(error);
        if (failure || answer) end(failure ? { kind: "failed", failure } : UNREAD);
        else if (close()) reject(error);
      },
    });
  });
}
