import { Time } from "@/components/format/time";
import { TIME_ZONE } from "@/lib/time/jalali";

const day = new Intl.DateTimeFormat("en-CA", { timeZone: TIME_ZONE, dateStyle: "short" });

/** When, in the width of a column: today to the second, before that the day and the minute. */
export function RowTime({ at, nowMs }: { at: Date; nowMs: number }) {
  if (day.format(at) === day.format(nowMs)) return <Time at={at} style="clock" />;
  return (
    <>
      <Time at={at} style="short" /> <Time at={at} style="minute" />
    </>
  );
}
