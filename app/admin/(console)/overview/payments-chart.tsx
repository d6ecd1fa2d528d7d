import { useTranslations } from "next-intl";
import { type Bar, BarChart, type Series } from "@/components/chart/bar-chart";
import { useWriting } from "@/components/format/use-writing";
import { Card } from "@/components/ui/card";
import { formatCompact, formatCount } from "@/lib/i18n/format-number";
import { formatToman } from "@/lib/money/format-money";
import { formatDayMonth, formatRange } from "@/lib/time/format-range";
import { formatTime } from "@/lib/time/format-time";
import { rangeOf } from "@/lib/time/tehran-days";
import type { Figures } from "@/lib/usage/get-figures";
import { ChoiceRow } from "./choice-row";
import { PartsTable } from "./parts-table";
import { MEASURES, type View, viewHref } from "./view";

const RIALS_PER_TOMAN = 10n;

/** Payments over the period, as money or as numbers. */
export function PaymentsChart({ figures, view, now }: { figures: Figures; view: View; now: Date }) {
  const t = useTranslations("consoleOverview.chart");
  const writing = useWriting();
  const { step, parts } = figures.series;
  const money = (rials: bigint) => {
    const { value, unit } = formatToman(rials, writing);
    return `${value} ${unit}`;
  };
  const count = (n: number) => formatCount(n, writing);
  // What has not come yet is left blank, not told as nothing.
  const bars: Bar[] = parts.map(({ from, totals }) => ({
    label: step === "hour" ? formatTime(from, writing, "minute") : formatDayMonth(from, writing),
    title: formatTime(from, writing, step === "hour" ? "minute" : "day"),
    lines:
      from > now
        ? [t("notYet")]
        : [
            money(totals.paidRials),
            t("paidAndUnpaid", {
              paid: count(totals.paid),
              unpaid: count(totals.ended - totals.paid),
            }),
          ],
    values:
      view.chart === "amount"
        ? [Number(totals.paidRials / RIALS_PER_TOMAN)]
        : [totals.paid, totals.ended - totals.paid],
  }));
  const series: Series[] =
    view.chart === "amount"
      ? [{ name: t("amount"), look: "brand" }]
      : [
          { name: t("paid"), look: "ok" },
          { name: t("unpaid"), look: "missed" },
        ];
  const best = parts.reduce((a, b) => (b.totals.paidRials > a.totals.paidRials ? b : a));
  const summary = t(figures.total.paid === 0 ? "summaryNothing" : "summary", {
    range: formatRange(rangeOf(view.range, now), writing),
    total: money(figures.total.paidRials),
    paid: count(figures.total.paid),
    best: formatTime(best.from, writing, step === "hour" ? "minute" : "day"),
    most: money(best.totals.paidRials),
  });
  return (
    <Card className="p-4 sm:p-5">
      <header className="mb-4 flex flex-wrap items-center gap-3">
        <h2 className="grow font-[650] text-base">{t(step === "hour" ? "byHour" : "byDay")}</h2>
        <ChoiceRow
          label={t("measure")}
          choices={MEASURES.map((chart) => ({
            href: viewHref(view, { chart }),
            text: t(chart),
            current: chart === view.chart,
          }))}
        />
      </header>
      {figures.total.tries === 0 ? (
        <p className="py-16 text-center text-ink-3 text-table">{t("nothing")}</p>
      ) : (
        <BarChart
          bars={bars}
          series={series}
          formatTick={(value) => formatCompact(value, writing)}
          summary={summary}
          table={<PartsTable parts={parts.filter(({ from }) => from <= now)} step={step} />}
        />
      )}
    </Card>
  );
}
