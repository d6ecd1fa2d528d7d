import { z } from "zod";
import { LOCALES, THEMES } from "@/lib/i18n/locales";

export const DENSITIES = ["compact", "default", "relaxed"] as const;
export type Density = (typeof DENSITIES)[number];

/** How an operator likes to see the console. Every member may be absent. */
export const preferences = z.strictObject({
  locale: z.enum(LOCALES).exactOptional(),
  theme: z.enum(THEMES).exactOptional(),
  figures: z.enum(["persian", "latin"]).exactOptional(),
  /** False turns the single-key shortcuts off (WCAG 2.1.4). */
  shortcuts: z.boolean().exactOptional(),
  density: z.enum(DENSITIES).exactOptional(),
  /** The columns shown, in their order, by list. */
  columns: z.record(z.string().max(40), z.array(z.string().max(40)).max(30)).exactOptional(),
});
export type Preferences = z.output<typeof preferences>;
