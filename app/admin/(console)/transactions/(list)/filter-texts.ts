"use client";

import { useTranslations } from "next-intl";
import { useWriting } from "@/components/format/use-writing";
import { formatCount } from "@/lib/i18n/format-number";
import type { ConsoleFilters, StatusFilter } from "@/lib/transactions/console/schema";
import { writeDate } from "./write-date";

export type AppChoice = { id: string; name: string };
export type FilterKey = "status" | "app" | "provider" | "amount" | "date" | "card" | "mobile" | "q";

/** More are counted, not named. */
const NAMED_MAX = 2;

/** What each filter says, for people; null where it is not set. */
export function useFilterTexts(
  filters: ConsoleFilters,
  apps: AppChoice[],
): Record<FilterKey, string | null> {
  const t = useTranslations("consoleTransactions");
  const statusText = useStatusText();
  const writing = useWriting();
  const named = (names: string[]) => {
    if (names.length === 0) return null;
    const more = names.length - NAMED_MAX;
    const text = names.slice(0, NAMED_MAX).join(t("comma"));
    return more > 0 ? t("andMore", { text, n: formatCount(more, writing) }) : text;
  };
  const toman = (amount: number | null) => (amount === null ? null : formatCount(amount, writing));
  const between = (
    kind: "amounts" | "days",
    from: string | null,
    to: string | null,
  ): string | null => {
    if (from !== null && to !== null) {
      return from === to ? t(`${kind}.just`, { from }) : t(`${kind}.between`, { from, to });
    }
    if (from !== null) return t(`${kind}.from`, { from });
    return to !== null ? t(`${kind}.to`, { to }) : null;
  };
  const day = (iso: string | null) => (iso === null ? null : writeDate(iso, writing));
  const provider = (name: string) =>
    t.has(`provider.${name as "zarinpal"}`) ? t(`provider.${name as "zarinpal"}`) : name;

  return {
    status: named(filters.status.map(statusText)),
    app: named(filters.app.map((id) => apps.find((app) => app.id === id)?.name ?? id)),
    provider: named(filters.provider.map(provider)),
    amount: between("amounts", toman(filters.minToman), toman(filters.maxToman)),
    date: filters.range
      ? t(`range.${filters.range}`)
      : between("days", day(filters.from), day(filters.to)),
    card: filters.card,
    mobile: filters.mobile,
    q: filters.q,
  };
}

/** What a status is called as a filter. */
export function useStatusText(): (status: StatusFilter) => string {
  const t = useTranslations("consoleTransactions.mark");
  const status = useTranslations("status");
  return (one) => {
    if (one === "attention") return t("attention");
    return one === "refunded" ? t("refunded") : status(one);
  };
}
