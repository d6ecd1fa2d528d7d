const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The wait after each failed attempt, in milliseconds (client-api.md §7): 14 attempts in some 74 hours. */
const DELAYS_MS = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  1 * HOUR,
  2 * HOUR,
  4 * HOUR,
  8 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;
export const ATTEMPTS_MAX = DELAYS_MS.length + 1;

/** A receiver that is overloaded or does not answer in time is left alone for a minute. */
const STRAINED_MS_MIN = 1 * MINUTE;
/** The longest a receiver may ask us to wait. */
const RETRY_AFTER_MS_MAX = 6 * HOUR;

type Failure = {
  /** The attempt that failed, from 1. */
  attempt: number;
  /** 0 ≤ x < 1: spreads the wait over ×0.8–1.2, so that failures of one moment do not return as one. */
  random: number;
  /** It answered 429 or ran into a deadline. */
  strained: boolean;
  /** What the receiver asked for, in milliseconds; null when it did not. */
  retryAfterMs: number | null;
};

/** Milliseconds until the next attempt, or null when that was the last. */
export function retryDelayMs({ attempt, random, strained, retryAfterMs }: Failure): number | null {
  const planned = DELAYS_MS[attempt - 1];
  if (planned === undefined) return null;
  const spread = planned * (0.8 + 0.4 * random);
  const asked = Math.min(retryAfterMs ?? 0, RETRY_AFTER_MS_MAX);
  return Math.round(Math.max(spread, asked, strained ? STRAINED_MS_MIN : 0));
}

/**
 * A Retry-After header in milliseconds from now: whole seconds or an HTTP date
 * (https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3). Null when absent, unreadable or past.
 */
export function parseRetryAfter(header: string | null, nowMs: number): number | null {
  if (!header) return null;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * SECOND;
  // Date.parse accepts far more than an HTTP date does.
  if (!/^[A-Z][a-z]{2,8},? .* GMT$/.test(text)) return null;
  const wait = Date.parse(text) - nowMs;
  return wait > 0 ? wait : null;
}
