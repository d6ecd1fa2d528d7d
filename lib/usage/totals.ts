/** What came of the payments that were asked for in a period. Money is whole Rials. */
export type Totals = {
  /** Every payment asked for, whatever became of it. */
  tries: number;
  paid: number;
  /** Those that are over, paid or not. */
  ended: number;
  paidRials: bigint;
  /** Of `paidRials`, what has gone back since. */
  refundedRials: bigint;
};

export const NOTHING: Totals = {
  tries: 0,
  paid: 0,
  ended: 0,
  paidRials: 0n,
  refundedRials: 0n,
};

/** Paid of those that are over, 0 to 1; null while none is. */
export function successRate({ paid, ended }: Totals): number | null {
  return ended === 0 ? null : paid / ended;
}

/** Of one paid payment, in whole Rials; null when there is none. */
export function averageRials({ paid, paidRials }: Totals): bigint | null {
  return paid === 0 ? null : paidRials / BigInt(paid);
}

/** How much more, as a share of before: 0.25 is a quarter more. Null when there was nothing before. */
export function changeOf(now: number | bigint, before: number | bigint): number | null {
  return Number(before) === 0 ? null : (Number(now) - Number(before)) / Number(before);
}
