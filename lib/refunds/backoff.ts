const MINUTE = 60;
const HOUR = 3_600;
const DAY = 24 * HOUR;

/** Soon after a refund was sent, then ever slower. */
const LADDER = [
  5,
  15,
  30,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  6 * HOUR,
  DAY,
];

/** How long to wait before looking a refund up again, in seconds, after so many looks. */
export function nextLookSeconds(looks: number): number {
  return LADDER[Math.min(looks, LADDER.length - 1)] as number;
}

/** After this without a certain answer an operator must decide. */
export const LOOK_UP_TO_SECONDS = 3 * DAY;
/** The same for one that the provider took over: bank holidays make payouts slow. */
export const AWAIT_PAYOUT_UP_TO_SECONDS = 30 * DAY;

/**
 * A provider that shows no refund this long after it was asked will not make it any more: far beyond
 * every deadline on the way, and beyond what a queue of theirs may hold up.
 */
export const ABSENT_IS_FINAL_SECONDS = HOUR;
/** A reverse is impossible once its window is over; this long after that, what is not reversed stays. */
export const REVERSE_IS_OVER_SECONDS = 10 * MINUTE;

/** How long one that could not be sent, because the provider was not there, is tried. */
export const TRY_TO_SEND_UP_TO_SECONDS = HOUR;
