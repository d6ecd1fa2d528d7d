import { asciiDigits } from "@/lib/i18n/digits";

// Pairs stand at the same place. What people type in several ways is compared in one (and what an Arabic
// keyboard gives is not what a Persian one does); `DROPPED` is nothing to a search: ZWNJ, tatweel, marks.
const LETTERS = "يىئكةۀؤأإآٱ";
const ONE_OF = "یییکههواااا";
const DROPPED =
  "\u200b\u200c\u200d\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0654\u0670";
const DIGITS = "۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩";
const ASCII = "01234567890123456789";

/** The same as `searchKey`, as the two lists that SQL's `translate(lower(…), from, to)` takes. */
export const TRANSLATE = {
  from: `${LETTERS}${DIGITS}${DROPPED} \u00a0`,
  to: ONE_OF + ASCII,
};

const ONE = new Map([...LETTERS].map((letter, i) => [letter, [...ONE_OF][i] as string]));
const GONE = new RegExp(`[${DROPPED}\\s]`, "gu");

/** Text as a search compares it: «تراكنش‌هاي» and «تراکنش های» are one. Only to compare, never to show. */
export function searchKey(text: string): string {
  return asciiDigits(text.normalize("NFC").toLowerCase())
    .replace(GONE, "")
    .replace(/./gu, (letter) => ONE.get(letter) ?? letter);
}

/** What was typed, as the words that must all be found, in any order. */
export function searchWords(query: string): string[] {
  return query.trim().split(/\s+/u).map(searchKey).filter(Boolean);
}

/** Whether all words of a query are somewhere in a text. Nothing typed is found everywhere. */
export function matchesSearch(text: string, query: string): boolean {
  const key = searchKey(text);
  return searchWords(query).every((word) => key.includes(word));
}
