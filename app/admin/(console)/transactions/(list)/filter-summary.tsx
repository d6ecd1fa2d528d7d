"use client";

import { useTranslations } from "next-intl";
import type { ConsoleFilters } from "@/lib/transactions/console/schema";
import { type AppChoice, type FilterKey, useFilterTexts } from "./filter-texts";

const ORDER: FilterKey[] = ["q", "status", "date", "app", "amount", "card", "mobile", "provider"];

/** The filters that are on, in words; says so when none is. */
export function FilterSummary({ filters, apps }: { filters: ConsoleFilters; apps: AppChoice[] }) {
  const t = useTranslations("consoleTransactions");
  const texts = useFilterTexts(filters, apps);
  const on = ORDER.filter((key) => texts[key] !== null);
  if (on.length === 0) return <p className="text-ink-2 text-table">{t("noFilters")}</p>;
  return (
    <ul aria-label={t("activeFilters")} className="flex flex-wrap gap-1.5">
      {on.map((key) => (
        <li
          key={key}
          className="inline-flex min-h-7 items-center gap-1.5 rounded-full border border-line bg-sunken px-3 py-0.5 text-meta"
        >
          {t(`filter.${key}`)}
          <bdi className="break-all font-[550]">{texts[key]}</bdi>
        </li>
      ))}
    </ul>
  );
}
