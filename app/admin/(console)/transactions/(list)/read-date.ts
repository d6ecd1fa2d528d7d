import { asciiDigits } from "@/lib/i18n/digits";
import { fromJalali, isDate, tehranDate } from "@/lib/time/tehran-days";

/** Years that a list of payments can mean, by calendar; parseFilters holds addresses to the same. */
const JALALI = { first: 1379, last: 1577 };
const GREGORIAN = { first: 2000, last: 2199 };

/**
 * The day that was typed, as in `2026-11-15`: from `۱۴۰۵/۰۸/۲۴`, `1405-8-24` or a Gregorian date, which its
 * year gives away. Null when neither calendar has it.
 */
export function readDate(text: string): string | null {
  const plain = asciiDigits(text).replace(/[\p{Cf}\s]/gu, "");
  const [, year = "", month = "", day = ""] =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(plain) ??
    /^(\d{4})(\d\d)(\d\d)$/.exec(plain) ??
    [];
  const within = ({ first, last }: typeof JALALI) => Number(year) >= first && Number(year) <= last;
  if (within(GREGORIAN)) {
    const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
    return isDate(iso) ? iso : null;
  }
  if (!within(JALALI)) return null;
  try {
    return tehranDate(fromJalali(Number(year), Number(month), Number(day)));
  } catch (error) {
    // What `fromJalali` says of a day that its month does not have.
    if (error instanceof RangeError) return null;
    throw error;
  }
}
