/** A payment is asked about every few minutes; one that takes longer than this worries somebody. */
export const VERIFYING_MINUTES = 15;
/** A refund's answer may take longer: providers pay out in their own time. */
export const REFUND_MINUTES = 30;
/** A receiver that was down for less than this is nobody's business. */
export const FAILING_HOURS = 1;
/** What died longer ago than this is history: a site has asked by itself since, or never will. */
export const DEAD_DAYS = 30;
/** How long before its end a key is worth a look. */
export const KEY_ENDING_HOURS = 72;
/** A key used since then is in use. */
export const KEY_USED_HOURS = 24;
