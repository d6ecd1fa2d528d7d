export const CURRENCIES = ["IRR", "IRT"] as const;
export type Currency = (typeof CURRENCIES)[number];

/** Bounds of a payment, in Rials (client-api.md §1; ZarinPal docs: error -41 is the upper one). */
export const AMOUNT_RIALS_MIN = 10_000n;
export const AMOUNT_RIALS_MAX = 1_000_000_000n;

/** Whole Rials of an amount in its own unit: 1 Toman (IRT) is 10 Rials (IRR). */
export function toRials(amount: number | bigint, currency: Currency): bigint {
  return BigInt(amount) * (currency === "IRT" ? 10n : 1n);
}
