import "server-only";
import { cookies } from "next/headers";
import {
  DEFAULT_LOCALE,
  DEFAULT_THEME,
  FIGURES_COOKIE,
  type Figures,
  isFigures,
  isLocale,
  isTheme,
  LOCALE_COOKIE,
  type Locale,
  THEME_COOKIE,
  type Theme,
} from "./locales";

/** The visitor's language: their choice, else Persian. `?lang=` reaches us as the cookie (proxy.ts). */
export async function readLocale(): Promise<Locale> {
  const chosen = (await cookies()).get(LOCALE_COOKIE)?.value;
  return isLocale(chosen) ? chosen : DEFAULT_LOCALE;
}

/** The visitor's theme; `system` leaves the choice to the browser. */
export async function readTheme(): Promise<Theme> {
  const chosen = (await cookies()).get(THEME_COOKIE)?.value;
  return isTheme(chosen) ? chosen : DEFAULT_THEME;
}

/** The visitor's digits: their choice, else those of the language. */
export async function readFigures(locale: Locale): Promise<Figures> {
  const chosen = (await cookies()).get(FIGURES_COOKIE)?.value;
  return isFigures(chosen) && locale === "fa" ? chosen : locale === "fa" ? "persian" : "latin";
}
