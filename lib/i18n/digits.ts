import type { Writing } from "./locales";

const PERSIAN_ZERO = 0x06f0;

/**
 * ASCII digits in the shape a reader expects. Only for text people read; whatever is copied (ids, keys,
 * cards, codes) keeps its ASCII digits.
 */
export function localDigits(text: string, writing: Writing): string {
  if (writing !== "fa") return text;
  return text.replace(/[0-9]/g, (digit) => String.fromCharCode(PERSIAN_ZERO + Number(digit)));
}

/** Persian (U+06F0), Arabic (U+0660) and full-width (U+FF10) digits as ASCII ones. */
export function asciiDigits(text: string): string {
  return text.replace(/[\u06f0-\u06f9\u0660-\u0669\uff10-\uff19]/g, (digit) => {
    const code = digit.charCodeAt(0);
    return String(code >= 0xff10 ? code - 0xff10 : code & 15);
  });
}
