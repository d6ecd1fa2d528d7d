const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Milliseconds. Only the reverse window is ZarinPal's word; it publishes none of the others. */
export const TIMES_MS = {
  sessionLife: 30 * MINUTE,
  shortSessionLife: 5 * SECOND,
  /** A canceled session stays IN_BANK this long, as was seen at ZarinPal's own sandbox. */
  canceledStaysInBank: MINUTE,
  /** Unverified money goes back to the shopper after this. */
  autoReturn: 30 * MINUTE,
  shortAutoReturn: 3 * SECOND,
  /** ZarinPal docs: https://www.zarinpal.com/docs/paymentGateway/moreFeatures/reverse */
  reverseWindow: 30 * MINUTE,
  /** Real cycles are hours apart. */
  payaCycle: 3 * SECOND,
  delayedVisibility: 5 * SECOND,
  slow: 4 * SECOND,
  /** Longer than any client waits. */
  hang: 20 * SECOND,
} as const;

/** A moment so many milliseconds after another. */
export function after(now: Date, ms: number): Date {
  return new Date(now.getTime() + ms);
}
