import { asciiDigits } from "@/lib/i18n/digits";

/** Persian letters as people write them in Latin addresses; vowels that are not written are not guessed. */
const LATIN: Record<string, string> = {
  آ: "a",
  ا: "a",
  أ: "a",
  إ: "e",
  ب: "b",
  پ: "p",
  ت: "t",
  ث: "s",
  ج: "j",
  چ: "ch",
  ح: "h",
  خ: "kh",
  د: "d",
  ذ: "z",
  ر: "r",
  ز: "z",
  ژ: "zh",
  س: "s",
  ش: "sh",
  ص: "s",
  ض: "z",
  ط: "t",
  ظ: "z",
  ع: "a",
  غ: "gh",
  ف: "f",
  ق: "gh",
  ک: "k",
  ك: "k",
  گ: "g",
  ل: "l",
  م: "m",
  ن: "n",
  و: "o",
  ؤ: "o",
  ه: "h",
  ة: "h",
  ۀ: "e",
  ی: "i",
  ي: "i",
  ئ: "i",
  ء: "",
};
const CHARS_MIN = 3;
const CHARS_MAX = 40;

/**
 * A slug for an app of this name (`^[a-z0-9-]{3,40}$`); empty when nothing of the name can be written in
 * Latin letters. Whether it is free is for the database to say.
 */
export function suggestSlug(name: string): string {
  const latin = [...asciiDigits(name.normalize("NFC").toLowerCase())]
    .map((char) => LATIN[char] ?? char)
    .join("")
    .normalize("NFD")
    // Accents, and the joiners that Persian puts inside a word.
    .replace(/[\p{M}\u200c\u200d]/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  if (latin === "") return "";
  const long = latin.length < CHARS_MIN ? `${latin}-app` : latin;
  return long.slice(0, CHARS_MAX).replace(/-+$/, "");
}
