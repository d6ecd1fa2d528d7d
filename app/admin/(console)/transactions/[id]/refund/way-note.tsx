"use client";

import { Banknote, type LucideIcon, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useWriting } from "@/components/format/use-writing";
import type { RefundWays } from "@/lib/refunds/refund-ways";
import type { RefundMethod } from "@/lib/refunds/state";
import { formatTime } from "@/lib/time/format-time";

/** How the money goes back, how long that takes, and what it costs. */
export function WayNote({ method, ways }: { method: RefundMethod; ways: RefundWays }) {
  const t = useTranslations("consoleRefundDialog");
  const writing = useWriting();
  const kind = method === "reverse" ? "reverse" : ways.atOnce ? "once" : "cycle";
  const Icon: LucideIcon = method === "reverse" ? Undo2 : Banknote;
  const until = ways.reverseUntil ? formatTime(new Date(ways.reverseUntil), writing, "minute") : "";
  return (
    <div
      aria-live="polite"
      className="flex gap-3 rounded-card bg-sunken px-4 py-3 text-ink-2 text-table"
    >
      <Icon
        aria-hidden
        className={`mt-1 size-4 shrink-0 ${method === "reverse" ? "rtl:-scale-x-100" : ""}`}
      />
      <div className="min-w-0">
        <p className="font-[550] text-ink">{t(`${kind}Title`)}</p>
        <p className="mt-0.5">{t(`${kind}Text`, { until })}</p>
      </div>
    </div>
  );
}
