import type { Random } from "../random";

/**
 * What goes wrong with a call. `reset`: cut before anything was done. `hang`, `cut`, `502`: done, and
 * the answer is never given, is lost with the connection, or is a gateway's error page. `busy`: -12.
 */
export type Trouble = "reset" | "hang" | "cut" | "502" | "busy" | "slow";

/** The share of calls; hang and cut together are "time-out after commit". */
const SHARES: Readonly<Record<Trouble, number>> = {
  reset: 0.1,
  hang: 0.02,
  cut: 0.13,
  "502": 0.07,
  busy: 0.02,
  slow: 0.18,
};
const SLOW_MS_MAX = 800;

/** Chooses the trouble of each call by seed; none while it is calm. */
export class Mood {
  #random: Random | null = null;

  rage(random: Random): void {
    this.#random = random;
  }

  calm(): void {
    this.#random = null;
  }

  trouble(): { kind: Trouble | null; waitMs: number } {
    const kind = this.#random?.weighted(SHARES) ?? null;
    const waitMs = kind === "slow" ? (this.#random?.between(50, SLOW_MS_MAX) ?? 0) : 0;
    return { kind, waitMs };
  }
}
