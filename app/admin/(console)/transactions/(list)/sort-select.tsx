"use client";

import { ArrowUpDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useListNavigation } from "@/components/data-table/list-navigation";
import { type ConsoleFilters, SORTS, type Sort } from "@/lib/transactions/console/schema";
import { withoutPage } from "@/lib/transactions/console/serialize";
import { listHref } from "./address";

/** The order of the list where it has no heads to press: on a narrow screen, where rows are cards. */
export function SortSelect({ filters, view }: { filters: ConsoleFilters; view: string | null }) {
  const t = useTranslations("consoleTransactions");
  const { go } = useListNavigation();
  return (
    <span className="relative inline-grid size-8 place-items-center rounded-control border border-line bg-surface shadow-raised focus-within:outline-2 focus-within:outline-brand focus-within:outline-offset-2 sm:hidden">
      <ArrowUpDown aria-hidden className="size-4" />
      <select
        aria-label={t("sort")}
        value={filters.sort}
        onChange={(event) => {
          const sort = event.currentTarget.value as Sort;
          go(listHref({ ...withoutPage(filters), sort }, view));
        }}
        className="absolute inset-0 cursor-pointer appearance-none opacity-0"
      >
        {SORTS.map((sort) => (
          <option key={sort} value={sort}>
            {t(`sorts.${sort}`)}
          </option>
        ))}
      </select>
    </span>
  );
}
