/** A chart's measures in pixels. Widths are percentages: a chart is as wide as its place. */
export const PLOT_HEIGHT = 196;
export const PLOT_TOP = 10;
const LABELS_HEIGHT = 26;
export const CHART_HEIGHT = PLOT_TOP + PLOT_HEIGHT + LABELS_HEIGHT;
const TICKS_MAX = 8;

/** Where a value stands, from the top. `highest` is the axis' last line. */
export function yOf(value: number, highest: number): number {
  return PLOT_TOP + PLOT_HEIGHT * (1 - value / highest);
}

/** The middle of a bar, in percent from the left: time runs from left to right in every language. */
export function middleOf(index: number, count: number): number {
  return ((index + 0.5) * 100) / count;
}

/** How wide a bar is, in percent: few bars stay slim, many stand close. */
export function barWidth(count: number): number {
  const share = count <= 10 ? 0.35 : count <= 31 ? 0.6 : 0.75;
  return (100 / count) * share;
}

/**
 * Whether a bar has its label below: some eight have, the newest always. `sparse` ones are left out
 * where the chart is narrow.
 */
export function labelOf(index: number, count: number): "shown" | "sparse" | "none" {
  const every = Math.ceil(count / TICKS_MAX);
  const fromEnd = count - 1 - index;
  if (fromEnd % every !== 0) return "none";
  return (fromEnd / every) % 2 === 0 ? "shown" : "sparse";
}
