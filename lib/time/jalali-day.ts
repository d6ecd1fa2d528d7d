import { toJalali } from "./jalali";

/** Tehran's offset is whole half hours, so a day never turns within one. */
const STEP_MS = 1_800_000;

let last: { step: number; text: string } | undefined;

/**
 * The Jalali date of a moment in Tehran in Latin digits, as in `1405/08/30`: for files and sorting, not for
 * people's eyes. Remembers the last, because Intl takes its time and files are written in order.
 */
export function jalaliDay(moment: Date): string {
  const step = Math.floor(moment.getTime() / STEP_MS);
  if (last?.step === step) return last.text;
  const { year, month, day } = toJalali(moment);
  const two = (value: number) => String(value).padStart(2, "0");
  last = { step, text: `${year}/${two(month)}/${two(day)}` };
  return last.text;
}
