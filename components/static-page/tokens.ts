/**
 * The colours of app/globals.css as sRGB, for pages that a phone from years ago must show too: it does
 * not know oklch(). tokens.test.ts holds the two together.
 */
export const LIGHT = {
  bg: "#f9fafc",
  surface: "#ffffff",
  sunken: "#f3f4f8",
  border: "#e0e3e8",
  text: "#171d29",
  "text-2": "#4d535f",
  "text-3": "#636975",
  brand: "#3453d3",
  "brand-solid": "#3453d3",
  "brand-hover": "#2841b9",
  "brand-soft": "#eaf0ff",
  "on-brand": "#ffffff",
  "ok-fg": "#006034",
  "ok-bg": "#dcf9e5",
  "warn-fg": "#774a00",
  "warn-bg": "#fff2d8",
  "danger-fg": "#ac1a1c",
  "danger-bg": "#ffecea",
  "info-fg": "#005b88",
  "info-bg": "#e1f3ff",
  "neutral-fg": "#484d58",
  "neutral-bg": "#ebedf1",
} as const;

/** Where the two themes differ. */
export const DARK: Record<Exclude<keyof typeof LIGHT, "on-brand">, string> = {
  bg: "#0c0e14",
  surface: "#14171e",
  sunken: "#080a0f",
  border: "#2a2e36",
  text: "#eef0f4",
  "text-2": "#acb1bb",
  "text-3": "#8d929e",
  brand: "#7699fb",
  "brand-solid": "#4366e8",
  "brand-hover": "#3b5bd4",
  "brand-soft": "#1c294e",
  "ok-fg": "#68e099",
  "ok-bg": "#12301e",
  "warn-fg": "#f8c562",
  "warn-bg": "#3a270b",
  "danger-fg": "#fe9b98",
  "danger-bg": "#451816",
  "info-fg": "#7ac8f5",
  "info-bg": "#0e2c3f",
  "neutral-fg": "#b4b7be",
  "neutral-bg": "#26292f",
};

/** The custom properties of one theme, as declarations. */
export function declare(theme: Record<string, string>): string {
  return Object.entries(theme)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(";");
}
