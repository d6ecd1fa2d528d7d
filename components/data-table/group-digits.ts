import { asciiDigits, localDigits } from "@/lib/i18n/digits";
import type { Writing } from "@/lib/i18n/locales";

/** An amount while it is typed: `۱٬۲۵۰٬۰۰۰`. Whatever is no digit is dropped, and zeros in front. */
export function groupDigits(text: string, writing: Writing): string {
  const mark = writing === "fa" ? "٬" : ",";
  return localDigits(plainDigits(text).replace(/\B(?=(\d{3})+$)/g, mark), writing);
}

/** The digits alone, as ASCII; empty when there are none. */
export function plainDigits(text: string): string {
  return asciiDigits(text)
    .replace(/\D/g, "")
    .replace(/^0+(?=\d)/, "");
}

/** Where the caret stands in `text` after `digits` of its digits. */
export function caretAfter(text: string, digits: number): number {
  let left = digits;
  let place = 0;
  while (left > 0 && place < text.length) {
    if (/\d/.test(asciiDigits(text.charAt(place)))) left--;
    place++;
  }
  return place;
}
