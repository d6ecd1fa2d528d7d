import { localDigits } from "./digits";
import { languageOf, type Writing } from "./locales";

/** The signs that stand in a number, besides its digits. */
const SIGNS = {
  fa: { group: "٬", point: "٫", percent: "٪" },
  "fa-latn": { group: ",", point: ".", percent: "%" },
  en: { group: ",", point: ".", percent: "%" },
} as const satisfies Record<Writing, Record<string, string>>;

// Intl only rounds, groups and names the power of ten; digits and signs are put in here, so that a
// server and a browser with other language data write alike.
const grouped = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const rounded = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1, useGrouping: false });
const compact = {
  fa: new Intl.NumberFormat("fa-u-nu-latn", { notation: "compact", maximumFractionDigits: 1 }),
  en: new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 }),
};

/** A count: `۱۲٬۴۸۰`. */
export function formatCount(count: number | bigint, writing: Writing): string {
  return written(grouped.format(count), writing);
}

/** A share from 0 to 1, or a change of one: `۹۳٫۴٪`. */
export function formatPercent(share: number, writing: Writing): string {
  return `${written(rounded.format(share * 100), writing)}${SIGNS[writing].percent}`;
}

/** A large number in few characters, for where space is scarce: `۱٫۳ میلیون`. */
export function formatCompact(value: number, writing: Writing): string {
  return written(compact[languageOf(writing)].format(value), writing);
}

function written(latin: string, writing: Writing): string {
  const { group, point } = SIGNS[writing];
  const signed = latin.replace(/[.,]/g, (sign) => (sign === "." ? point : group));
  return localDigits(signed.replace(/^-/, "\u2212"), writing);
}
