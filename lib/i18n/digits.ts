import type { Locale } from "./locales";

const PERSIAN_ZERO = 0x06f0;

/**
 * ASCII digits in the shape a reader of this language expects. Only for text people read; whatever is
 * copied (ids, keys, cards, codes) keeps its ASCII digits.
 */
export function localDigits(text: string, locale: Locale): string {
  if (locale !== "fa") return text;
  return text.replace(/[0-9]/g, (digit) => String.fromCharCode(PERSIAN_ZERO + Number(digit)));
}
