"use client";

import { ArrowLeftRight } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { lazy } from "react";
import { type Filter, FilterChips } from "@/components/ui/filter-chips";
import type { Mode } from "@/lib/context";
import { type ConsoleFilters, isFiltered, STATUS_FILTERS } from "@/lib/transactions/console/schema";
import { withoutPage } from "@/lib/transactions/console/serialize";
import { tabOf } from "@/lib/transactions/console/tabs";
import { listHref } from "./address";
import { type AppChoice, useFilterTexts, useStatusText } from "./filter-texts";

// Each is fetched when its filter is first opened.
const AmountFields = lazy(() => import("./amount-fields"));
const DateFields = lazy(() => import("./date-fields"));
const DigitsField = lazy(() => import("@/components/data-table/digits-field"));
const MobileField = lazy(() => import("./mobile-field"));

/** Everything that narrows the list. Its order stays when they go. */
const NARROWING = [
  ...["status", "app", "provider", "min", "max", "range", "from", "to", "card", "mobile", "q"],
  "view",
];

/** The filters as chips; all of them live in the address. */
export function Filters({
  filters,
  apps,
  providers,
  mode,
}: {
  filters: ConsoleFilters;
  apps: AppChoice[];
  providers: readonly string[];
  mode: Mode;
}) {
  const t = useTranslations("consoleTransactions");
  const texts = useFilterTexts(filters, apps);
  const statusText = useStatusText();
  const chips: Filter[] = [
    {
      names: ["status"],
      label: t("filter.status"),
      // The tab above says it already.
      shown: tabOf(filters) === null ? texts.status : null,
      kind: "choices",
      several: true,
      choices: STATUS_FILTERS.map((value) => ({ value, text: statusText(value) })),
    },
    {
      names: ["range", "from", "to"],
      label: t("filter.date"),
      shown: texts.date,
      kind: "fields",
      fields: (apply) => (
        <DateFields
          range={filters.range}
          from={filters.from}
          to={filters.to}
          onRange={(preset) => apply("range", preset)}
        />
      ),
    },
    {
      names: ["app"],
      label: t("filter.app"),
      shown: texts.app,
      kind: "choices",
      several: true,
      choices: apps.map(({ id, name }) => ({ value: id, text: name })),
    },
    {
      names: ["min", "max"],
      label: t("filter.amount"),
      shown: texts.amount,
      kind: "fields",
      fields: <AmountFields min={filters.minToman} max={filters.maxToman} />,
    },
    {
      names: ["card"],
      label: t("filter.card"),
      shown: texts.card && <bdi dir="ltr">{`•• ${texts.card}`}</bdi>,
      kind: "fields",
      fields: (
        <DigitsField
          name="card"
          label={t("lastFour")}
          hint={t("cardHint")}
          initial={filters.card ?? ""}
          read={(text) => /\d{4}$/.exec(text.replace(/\s/g, ""))?.[0] ?? null}
          fault={t("noSuchCard")}
        />
      ),
    },
    {
      names: ["mobile"],
      label: t("filter.mobile"),
      shown: texts.mobile && <bdi dir="ltr">{texts.mobile}</bdi>,
      kind: "fields",
      fields: <MobileField initial={filters.mobile ?? ""} />,
    },
    {
      names: ["provider"],
      label: t("filter.provider"),
      shown: texts.provider,
      kind: "choices",
      several: true,
      choices: providers.map((value) => ({
        value,
        text: t.has(`provider.${value as "zarinpal"}`)
          ? t(`provider.${value as "zarinpal"}`)
          : value,
      })),
    },
  ];
  return (
    <div data-filters>
      <FilterChips
        // A choice of nothing is none.
        filters={chips.filter((chip) => chip.kind !== "choices" || chip.choices.length > 0)}
        toQuery={async (next) => (await import("./canonical")).canonical(next)}
        clearable={isFiltered(filters)}
        clears={NARROWING}
      >
        <ModeChip mode={mode} filters={filters} />
      </FilterChips>
    </div>
  );
}

/** The mode is the whole console's; from here one can go to the same list in the other one. */
function ModeChip({ mode, filters }: { mode: Mode; filters: ConsoleFilters }) {
  const t = useTranslations("consoleTransactions");
  const console = useTranslations("console");
  const view = useSearchParams().get("view");
  const other: Mode = mode === "test" ? "live" : "test";
  const here = listHref(withoutPage(filters), view);
  return (
    // A whole page load, as from the switch above: everything in sight changes.
    <a
      href={`${here}${here.includes("?") ? "&" : "?"}mode=${other}`}
      title={t("toMode", { mode: console(`mode.${other}`) })}
      className="inline-flex h-7 items-center gap-1.5 rounded-full border border-line max-sm:hidden bg-surface px-3 text-meta hover:bg-sunken"
    >
      {t("filter.mode")}
      <span className="font-[550] text-brand">{console(`mode.${mode}`)}</span>
      <ArrowLeftRight aria-hidden className="size-3 text-ink-3" />
      <span className="sr-only">{t("toMode", { mode: console(`mode.${other}`) })}</span>
    </a>
  );
}
