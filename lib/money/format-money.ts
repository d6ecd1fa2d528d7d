import { type Locale, languageOf, type Writing } from "@/lib/i18n/locales";

/** What people call the unit. Data, not grammar: a redenomination would only change this table. */
const UNITS = {
  fa: { toman: "تومان", rial: "ریال" },
  en: { toman: "Toman", rial: "Rial" },
} as const satisfies Record<Locale, Record<string, string>>;

const RIALS_PER_TOMAN = 10n;
/** The true minus sign: a hyphen moves to the far side of the number in right-to-left text. */
const MINUS = "\u2212";

export type MoneyText = { value: string; unit: string };

/** A Rial amount as Toman, in figures of the language. Exact: an odd Rial shows as a fraction. */
export function formatToman(amountRials: bigint, writing: Writing): MoneyText {
  const size = amountRials < 0n ? -amountRials : amountRials;
  const rest = size % RIALS_PER_TOMAN;
  const point = writing === "fa" ? "٫" : ".";
  const fraction = rest === 0n ? "" : `${point}${group(rest, writing)}`;
  const value = `${sign(amountRials)}${group(size / RIALS_PER_TOMAN, writing)}${fraction}`;
  return { value, unit: UNITS[languageOf(writing)].toman };
}

/** A Rial amount as Rial. */
export function formatRial(amountRials: bigint, writing: Writing): MoneyText {
  const size = amountRials < 0n ? -amountRials : amountRials;
  return {
    value: `${sign(amountRials)}${group(size, writing)}`,
    unit: UNITS[languageOf(writing)].rial,
  };
}

const sign = (amount: bigint) => (amount < 0n ? MINUS : "");

const groupers: Record<Writing, Intl.NumberFormat> = {
  fa: new Intl.NumberFormat("fa-IR-u-nu-arabext", { maximumFractionDigits: 0 }),
  "fa-latn": new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 }),
  en: new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 }),
};

function group(amount: bigint, writing: Writing): string {
  return groupers[writing].format(amount);
}
