import { asciiDigits } from "@/lib/i18n/digits";

/** What people and keyboards put between the figures of an amount. */
const SEPARATORS = /[\s\u200c\u200f\u066c\u060c,'_]/g;
/** A billion Toman and more is a slip of the hand; the verb has the true bounds. */
const AMOUNT = /^\d{1,12}$/;

/**
 * A typed amount in Toman as Rials: Persian, Arabic and Latin figures, grouped or not. Null for what is
 * no whole number: a point may be a decimal's or a group's, and nobody should have to guess.
 */
export function readToman(text: string): bigint | null {
  const plain = asciiDigits(text).replace(SEPARATORS, "");
  return AMOUNT.test(plain) ? BigInt(plain) * 10n : null;
}
