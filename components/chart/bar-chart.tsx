import clsx from "clsx";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useWriting } from "@/components/format/use-writing";
import { languageOf } from "@/lib/i18n/locales";
import { ChartCursor } from "./chart-cursor";
import { barWidth, CHART_HEIGHT, labelOf, middleOf, PLOT_HEIGHT, PLOT_TOP, yOf } from "./geometry";
import { niceTicks } from "./nice-ticks";

export type Bar = {
  /** Below the bar, if there is room. */
  label: string;
  /** What a reader is told of it: a heading and its lines. */
  title: string;
  lines: string[];
  /** One for each series, stacked from below. */
  values: number[];
};

const LOOKS = {
  brand: "fill-brand-solid",
  ok: "fill-ok",
  // Hatched, so that colour is not the only sign.
  missed: "fill-[url(#chart-missed)]",
} as const;
export type Series = { name: string; look: keyof typeof LOOKS };

/**
 * Bars over time, drawn on the server. A left-to-right island: the oldest is at the left in both
 * languages, and the axis stands where reading begins. `summary` says it in a sentence, `table` in full.
 */
export function BarChart({
  bars,
  series,
  formatTick,
  summary,
  table,
}: {
  bars: Bar[];
  series: Series[];
  formatTick: (value: number) => string;
  summary: string;
  table: ReactNode;
}) {
  const t = useTranslations("chart");
  const rtl = languageOf(useWriting()) === "fa";
  const ticks = niceTicks(Math.max(...bars.map(({ values }) => sum(values))));
  const highest = ticks.at(-1) as number;
  return (
    <figure>
      {series.length > 1 && <Legend series={series} />}
      <div dir="ltr" className={clsx("flex", !rtl && "flex-row-reverse")}>
        <div className="relative min-w-0 grow">
          <svg
            role="img"
            aria-label={summary}
            width="100%"
            height={CHART_HEIGHT}
            className="block overflow-visible"
          >
            <Hatch />
            {ticks.map((tick) => (
              <line
                key={tick}
                x1="0"
                x2="100%"
                y1={yOf(tick, highest)}
                y2={yOf(tick, highest)}
                className={tick === 0 ? "stroke-line-strong" : "stroke-line"}
              />
            ))}
            {bars.map((bar, i) => (
              <Stack key={bar.title} {...{ bar, series, highest }} at={i} count={bars.length} />
            ))}
            {bars.map((bar, i) => (
              <Label key={bar.title} at={i} count={bars.length} rtl={rtl}>
                {bar.label}
              </Label>
            ))}
          </svg>
          <ChartCursor
            label={t("cursor")}
            points={bars.map(({ title, lines }) => ({ title, lines }))}
            top={PLOT_TOP}
            height={PLOT_HEIGHT}
            rtl={rtl}
          />
        </div>
        <svg aria-hidden width="72" height={CHART_HEIGHT} className="shrink-0">
          {ticks.map((tick) => (
            // Right-to-left text ends at its left: beside the plot in both languages.
            <text
              key={tick}
              x={rtl ? 8 : 64}
              y={yOf(tick, highest)}
              dy="0.35em"
              textAnchor="end"
              direction={rtl ? "rtl" : "ltr"}
              className="fill-ink-3 text-caption"
            >
              {formatTick(tick)}
            </text>
          ))}
        </svg>
      </div>
      <details className="mt-2 text-table">
        <summary className="w-fit cursor-pointer rounded-control text-ink-2 text-meta hover:text-ink">
          {t("asTable")}
        </summary>
        <div className="mt-2 max-h-80 overflow-y-auto">{table}</div>
      </details>
    </figure>
  );
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

function Stack({
  bar,
  series,
  highest,
  at,
  count,
}: {
  bar: Bar;
  series: Series[];
  highest: number;
  at: number;
  count: number;
}) {
  const width = barWidth(count);
  return bar.values.map((value, i) => {
    const below = sum(bar.values.slice(0, i));
    const top = yOf(below + value, highest);
    return (
      value > 0 && (
        <rect
          key={series[i]?.name}
          x={`${middleOf(at, count) - width / 2}%`}
          y={top}
          width={`${width}%`}
          height={Math.max(yOf(below, highest) - top, 1)}
          rx="2"
          className={LOOKS[series[i]?.look ?? "brand"]}
        />
      )
    );
  });
}

function Label({
  at,
  count,
  rtl,
  children,
}: {
  at: number;
  count: number;
  rtl: boolean;
  children: string;
}) {
  const shown = labelOf(at, count);
  if (shown === "none") return null;
  return (
    <text
      x={`${middleOf(at, count)}%`}
      y={CHART_HEIGHT - 6}
      textAnchor="middle"
      direction={rtl ? "rtl" : "ltr"}
      className={clsx("fill-ink-3 text-caption", shown === "sparse" && "max-sm:hidden")}
    >
      {children}
    </text>
  );
}

function Hatch() {
  return (
    <defs>
      <pattern
        id="chart-missed"
        width="5"
        height="5"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="5" height="5" className="fill-danger-soft" />
        <rect width="2.5" height="5" className="fill-danger" />
      </pattern>
    </defs>
  );
}

function Legend({ series }: { series: Series[] }) {
  return (
    <ul className="mb-3 flex flex-wrap gap-x-4 gap-y-1 text-ink-2 text-meta">
      {series.map(({ name, look }) => (
        <li key={name} className="flex items-center gap-1.5">
          <svg aria-hidden width="12" height="12">
            <rect width="12" height="12" rx="2" className={LOOKS[look]} />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}
