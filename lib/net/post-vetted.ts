import type { Dispatcher } from "undici";
import { DeadlineQueue } from "./deadline-queue";
import { type FailureClass, failureClass } from "./failure-class";
import type { AnswerHeaders } from "./first-header";
import { type Opening, type OpeningTimes, openingTimes } from "./opening";
import { type Trace, type TracedOptions, takeOpening } from "./traced-client";

const TOTAL_MS = 15_000;
const ANSWER_BYTES_MAX = 64 * 1024;

type Post = {
  url: URL;
  headers: Record<string, string>;
  body: Buffer;
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
type Answer = { status: number; headers: AnswerHeaders };
/** What it comes to unless there is an answer. */
type Unanswered = { kind: "failed"; failure: FailureClass } | { kind: "given_up" };
const UNREAD: Unanswered = { kind: "failed", failure: "unreadable" };
const TIMEOUT: Unanswered = { kind: "failed", failure: "timeout" };
const GIVEN_UP: Unanswered = { kind: "given_up" };
const NO_BYTES = Buffer.alloc(0);

/**
 * POST to an address a stranger chose. One total deadline, because time limits per chunk never end an
 * answer that drips. Redirects are not followed: a 3xx is an answer like any other. The status counts
 * once it is there; an answer too long or too slow only loses the rest of its body.
 * Speaks to the agent directly: undici's `request` makes streams and iterators for every answer.
 * @throws whatever is neither the network's nor the receiver's doing.
 */
export function postVetted(post: Post): Promise<PostOutcome> {
  return new Promise((resolve, reject) => new Posting(post, resolve, reject).begin());
}

/** One such request, from its start to its end. A class, because closures for each of many cost. */
class Posting implements Dispatcher.DispatchHandler {
  readonly #post: Post;
  readonly #resolve: (outcome: PostOutcome) => void;
  readonly #reject: (error: unknown) => void;
  readonly startedAt = performance.now();
  readonly #trace: Trace = { line: null };
  #deadlines: DeadlineQueue | null = null;
  #chunks: Buffer[] | null = null;
  #size = 0;
  #answer: Answer | null = null;
  #call: Dispatcher.DispatchController | null = null;
  #opening: Opening | null = null;
  #sentAt: number | null = null;
  #firstByteAt: number | null = null;
  #over = false;

  constructor(
    post: Post,
    resolve: (outcome: PostOutcome) => void,
    reject: (error: unknown) => void,
  ) {
    this.#post = post;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  begin(): void {
    const { url, headers, body, agent, signal, totalMs = TOTAL_MS } = this.#post;
    if (signal?.aborted) {
      this.#end(GIVEN_UP);
      return;
    }
    this.#deadlines = deadlinesOf(totalMs);
    this.#deadlines.add(this);
    if (signal) heardBy(signal).add(this);
    const options: TracedOptions = {
      origin: url.origin,
      path: url.pathname + url.search,
      method: "POST",
      headers,
      body,
      // The total deadline rules.
      headersTimeout: 0,
      bodyTimeout: 0,
      trace: this.#trace,
    };
    agent.dispatch(options, this);
  }

  /** The deadline. */
  runOutOfTime(): void {
    this.#stop(TIMEOUT);
  }

  /** `signal` was aborted. */
  giveUp(): void {
    this.#stop(GIVEN_UP);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#over) {
      // It ended while it waited for a connection: nothing is sent any more.
      controller.abort(new Error("no longer waited for"));
      return;
    }
    this.#call = controller;
    this.#opening = takeOpening(this.#trace);
    this.#sentAt = performance.now();
  }

  onResponseStarted(): void {
    this.#firstByteAt ??= performance.now();
  }

  onResponseStart(_: unknown, status: number, headers: AnswerHeaders): void {
    // What comes before the answer, such as 103 Early Hints, is none.
    if (status >= 200) this.#answer = { status, headers };
  }

  onResponseData(_: unknown, chunk: Buffer): void {
    this.#chunks ??= [];
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    // The connection goes with it: else the rest would have to be read before it is used again.
    if (this.#size >= ANSWER_BYTES_MAX) this.#stop(UNREAD);
  }

  onResponseEnd(): void {
    this.#end(UNREAD);
  }

  onResponseError(_: unknown, error: Error): void {
    const failure = failureClass(error);
    if (failure || this.#answer) this.#end(failure ? { kind: "failed", failure } : UNREAD);
    else if (this.#close()) this.#reject(error);
  }

  #stop(without: Unanswered): void {
    this.#end(without);
    this.#call?.abort(new Error("no longer waited for"));
  }

  /** An answer counts once its status is there, however the rest of it ends. */
  #end(without: Unanswered): void {
    if (!this.#close()) return;
    const now = performance.now();
    const sent = this.#sentAt !== null;
    const opening = sent ? this.#opening : takeOpening(this.#trace);
    const { dnsMs, connectMs, tlsMs } = openingTimes(opening, now);
    const firstByteMs =
      this.#sentAt && this.#firstByteAt && Math.round(this.#firstByteAt - this.#sentAt);
    const durationMs = Math.round(now - this.startedAt);
    const times = { dnsMs, connectMs, tlsMs, firstByteMs, durationMs };
    this.#resolve(
      this.#answer ? this.#answered(this.#answer, times) : { ...without, sent, ...times },
    );
  }

  /** Each member named: spreading objects into one makes ten times the garbage, for every answer. */
  #answered({ status, headers }: Answer, times: PostTimes): PostOutcome {
    const { dnsMs, connectMs, tlsMs, firstByteMs, durationMs } = times;
    const body = this.#body();
    const sent = true;
    const kind = "answered";
    return { kind, status, headers, body, sent, dnsMs, connectMs, tlsMs, firstByteMs, durationMs };
  }

  #body(): Buffer {
    return this.#chunks ? Buffer.concat(this.#chunks).subarray(0, ANSWER_BYTES_MAX) : NO_BYTES;
  }

  /** False when it was over before: the first ending counts. */
  #close(): boolean {
    if (this.#over) return false;
    this.#over = true;
    this.#deadlines?.delete(this);
    if (this.#post.signal) heardBy(this.#post.signal).delete(this);
    return true;
  }
}

const listening = new WeakMap<AbortSignal, Set<Posting>>();

/** Who is to give up with this signal. One listener for all: a signal looks through its list for each. */
function heardBy(signal: AbortSignal): Set<Posting> {
  let postings = listening.get(signal);
  if (!postings) {
    const all = new Set<Posting>();
    signal.addEventListener("abort", () => {
      for (const posting of all) posting.giveUp();
    });
    listening.set(signal, all);
    postings = all;
  }
  return postings;
}

/** Of the few totals that are in use. */
const deadlines = new Map<number, DeadlineQueue>();

function deadlinesOf(totalMs: number): DeadlineQueue {
  let queue = deadlines.get(totalMs);
  if (!queue) {
    queue = new DeadlineQueue(totalMs);
    deadlines.set(totalMs, queue);
  }
  return queue;
}
