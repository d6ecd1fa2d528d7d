/** How wrong passwords are slowed down (threats.md T48). Nobody is ever locked out: every wait ends. */
export type SlowDown = {
  /** Tries in a row without a wait. */
  freeTries: number;
  /** The first wait, and what the growing waits never exceed. */
  firstSeconds: number;
  longestSeconds: number;
  /** Quiet after which earlier tries count no more. */
  forgottenAfterSeconds: number;
};

const DAY_SECONDS = 24 * 3600;

/** One account from one address: 1, 2, 4 … seconds to a quarter of an hour. */
export const PAIR: SlowDown = {
  freeTries: 5,
  firstSeconds: 1,
  longestSeconds: 900,
  forgottenAfterSeconds: DAY_SECONDS,
};

/** One account from wherever: mild, or strangers could keep its owner out. */
export const ACCOUNT: SlowDown = { ...PAIR, longestSeconds: 30 };

/** One address, whatever the account: twenty, then a quarter of an hour. */
export const ADDRESS: SlowDown = {
  freeTries: 20,
  firstSeconds: 900,
  longestSeconds: 900,
  forgottenAfterSeconds: 900,
};

/** How long to wait after so many tries in a row, in seconds; 0 while they are free. */
export function waitSeconds(rule: SlowDown, tries: number): number {
  if (tries < rule.freeTries) return 0;
  return Math.min(rule.longestSeconds, rule.firstSeconds * 2 ** (tries - rule.freeTries));
}
