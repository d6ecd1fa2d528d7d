import { useLocale } from "next-intl";
import { describeTime, formatTime, type TimeStyle } from "@/lib/time/format-time";

/** A moment for people, with the machine's form in `datetime` and both calendars in the tooltip. */
export function Time({ at, style = "stamp" }: { at: Date; style?: TimeStyle }) {
  const locale = useLocale();
  return (
    <time dateTime={at.toISOString()} title={describeTime(at, locale)}>
      {formatTime(at, locale, style)}
    </time>
  );
}
