const HOUR = 3_600;
const DAY = 24 * HOUR;

/** So many failures one after another open the breaker: for so long, doubled by each more, ×0.8–1.2. */
export const BREAKER = { failures: 5, firstSeconds: 30, secondsMax: 300 } as const;

/** An endpoint that says 410 again after so many seconds is gone, and disabled. */
export const GONE_SECONDS = 60;

/** Disabled as failing: nothing taken since so long, in so many tries over at least so long a time. */
export const WORN = { seconds: 5 * DAY, failures: 10, spanSeconds: 12 * HOUR } as const;

/** Its owner is told when nothing was taken for so long, and again so long before it is disabled. */
export const TOLD_SECONDS = { failing: DAY, disableSoon: DAY } as const;

/** A delivery that failed for this time by its schedule is worth a notice; one an hour for each endpoint. */
export const TOLD_ATTEMPT = 4;
export const TOLD_EVERY_SECONDS = HOUR;
