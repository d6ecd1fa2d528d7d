import { describeTime, formatTime, type TimeStyle } from "@/lib/time/format-time";
import { useWriting } from "./use-writing";

/** A moment for people, with the machine's form in `datetime` and both calendars in the tooltip. */
export function Time({ at, style = "stamp" }: { at: Date; style?: TimeStyle }) {
  const writing = useWriting();
  return (
    <time dateTime={at.toISOString()} title={describeTime(at, writing)}>
      {formatTime(at, writing, style)}
    </time>
  );
}
