const SECOND = 1;
const MINUTE = 60;
const HOUR = 3600;

/** Once something may have happened (a callback came, an answer was lost): soon, then ever slower. */
const VERIFYING_LADDER = [
  5 * SECOND,
  15 * SECOND,
  30 * SECOND,
  1 * MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  1 * HOUR,
  6 * HOUR,
  24 * HOUR,
];
/** While the shopper may still be at the bank: a steady look, so that a closed browser loses nothing. */
const OPEN_LADDER = [1 * MINUTE, 1 * MINUTE, 2 * MINUTE, 2 * MINUTE, 2 * MINUTE, 5 * MINUTE];

/**
 * The first look at a payment whose shopper has not come back, in seconds after it was opened and again
 * after the shopper was sent on to the provider.
 */
export const FIRST_CHECK_SECONDS = 50;

/** After this the provider will not tell any more; an operator must. */
export const ASK_UP_TO_SECONDS = 3 * 24 * HOUR;

/**
 * How long to wait before asking the provider again, in seconds, after so many uncertain answers since
 * the last sign that a payment may have happened: a hand-off, a return, a lost answer to a verify.
 */
export function nextCheckSeconds(status: "open" | "verifying", rung: number): number {
  const ladder = status === "open" ? OPEN_LADDER : VERIFYING_LADDER;
  return ladder[Math.min(Math.max(rung, 1), ladder.length) - 1] as number;
}
