type Waiting = { startedAt: number; runOutOfTime(): void };

/**
 * Ends what is not done `totalMs` milliseconds after it began. One timer for all: what begins first ends
 * first, so thousands of requests a second need not make and clear one each.
 */
export class DeadlineQueue {
  readonly #totalMs: number;
  /** The oldest first. */
  readonly #waiting = new Set<Waiting>();
  #timer: NodeJS.Timeout | undefined;

  constructor(totalMs: number) {
    this.#totalMs = totalMs;
  }

  add(one: Waiting): void {
    this.#waiting.add(one);
    this.#timer ??= setTimeout(() => this.#endOverdue(), this.#totalMs);
  }

  /** It is over, however it ended. */
  delete(one: Waiting): void {
    this.#waiting.delete(one);
    if (this.#waiting.size > 0) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #endOverdue(): void {
    this.#timer = undefined;
    for (const one of this.#waiting) {
      const leftMs = one.startedAt + this.#totalMs - performance.now();
      if (leftMs > 0) {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#endOverdue(), leftMs);
        return;
      }
      this.#waiting.delete(one);
      one.runOutOfTime();
    }
  }
}
