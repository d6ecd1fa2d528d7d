import type { Route } from "next";
import { RANGE_PRESETS, type RangePreset } from "@/lib/time/tehran-days";

export const MEASURES = ["amount", "count"] as const;
type Measure = (typeof MEASURES)[number];

/** What the overview's address says: the period, and what the chart measures. */
export type View = { range: RangePreset; chart: Measure };
const DEFAULT_VIEW: View = { range: "7d", chart: "amount" };

type Query = Record<string, string | string[] | undefined>;

/** Reads an address. What makes no sense is as if it were not there. */
export function readView({ range, chart }: Query): View {
  return {
    range: RANGE_PRESETS.find((one) => one === range) ?? DEFAULT_VIEW.range,
    chart: MEASURES.find((one) => one === chart) ?? DEFAULT_VIEW.chart,
  };
}

/** The address of the overview with some of it changed; defaults are left out. */
export function viewHref(view: View, change: Partial<View>): Route {
  const next = { ...view, ...change };
  const query = new URLSearchParams();
  if (next.range !== DEFAULT_VIEW.range) query.set("range", next.range);
  if (next.chart !== DEFAULT_VIEW.chart) query.set("chart", next.chart);
  return (query.size > 0 ? `/admin?${query}` : "/admin") as Route;
}
