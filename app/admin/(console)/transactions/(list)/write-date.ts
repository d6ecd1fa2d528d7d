import type { Writing } from "@/lib/i18n/locales";
import { formatTime } from "@/lib/time/format-time";

/** The day as a reader would type it: Jalali in Persian, else as addresses have it. */
export function writeDate(iso: string, writing: Writing): string {
  // Noon in London is the same day in Tehran, whatever its summer time was.
  return writing === "en" ? iso : formatTime(new Date(`${iso}T12:00:00Z`), writing, "short");
}
