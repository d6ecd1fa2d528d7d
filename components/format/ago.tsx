"use client";

import { useEffect, useState } from "react";
import { formatAgo } from "@/lib/time/format-ago";
import { describeTime } from "@/lib/time/format-time";
import { useWriting } from "./use-writing";

const EVERY_MS = 15_000;

/** How long ago, or how long until; counts on while the page is open. `nowMs` is the server's clock. */
export function Ago({ at, nowMs }: { at: Date; nowMs: number }) {
  const writing = useWriting();
  const [now, setNow] = useState(nowMs);
  useEffect(() => {
    setNow(nowMs);
    const offset = nowMs - Date.now();
    const timer = setInterval(() => setNow(Date.now() + offset), EVERY_MS);
    return () => clearInterval(timer);
  }, [nowMs]);
  return (
    <time
      dateTime={at.toISOString()}
      title={describeTime(at, writing)}
      className="whitespace-nowrap"
    >
      {formatAgo(at.getTime() - now, writing)}
    </time>
  );
}
