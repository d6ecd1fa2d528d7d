import type { Density } from "@/lib/operators/state";

/** Heights of rows: 36, 44 and 52 pixels. */
export const ROW_HEIGHT: Record<Density, string> = {
  compact: "h-9",
  default: "h-11",
  relaxed: "h-13",
};
