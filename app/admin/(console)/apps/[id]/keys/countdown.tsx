"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useWriting } from "@/components/format/use-writing";
import { formatSpan } from "@/lib/time/format-span";
import { describeTime } from "@/lib/time/format-time";

/** How much longer a replaced key works, second by second. At the end the page is rendered anew. */
export function Countdown({ at, nowMs }: { at: Date; nowMs: number }) {
  const t = useTranslations("consoleKeys");
  const writing = useWriting();
  const router = useRouter();
  const [leftMs, setLeftMs] = useState(at.getTime() - nowMs);
  const isOver = leftMs <= 0;
  useEffect(() => {
    // The server's clock counts, whatever the browser's says.
    const offset = nowMs - Date.now();
    const timer = setInterval(() => setLeftMs(at.getTime() - (Date.now() + offset)), 1000);
    return () => clearInterval(timer);
  }, [at, nowMs]);
  useEffect(() => {
    if (isOver) router.refresh();
  }, [isOver, router]);
  if (isOver) return t("workedUntil");
  return (
    <time role="timer" dateTime={at.toISOString()} title={describeTime(at, writing)}>
      {t("worksUntil", { left: formatSpan(leftMs, writing) })}
    </time>
  );
}
