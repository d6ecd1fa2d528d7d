export const LOCALES = ["fa", "en"] as const;
export type Locale = (typeof LOCALES)[number];
export const DEFAULT_LOCALE: Locale = "fa";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];
export const DEFAULT_THEME: Theme = "system";

/** The shape of digits for reading. What is copied keeps ASCII digits in either. */
export const FIGURES = ["persian", "latin"] as const;
export type Figures = (typeof FIGURES)[number];

/** How values are written: in a language's own way, or in Persian with Latin figures. */
export type Writing = Locale | "fa-latn";

/** Cookies that carry a visitor's own choice. */
export const LOCALE_COOKIE = "locale";
export const THEME_COOKIE = "theme";
export const FIGURES_COOKIE = "figures";
/** Whether the console shows test or live payments. */
export const MODE_COOKIE = "mode";
export const PREFERENCE_SECONDS = 365 * 24 * 3600;

export const DIRECTION = { fa: "rtl", en: "ltr" } as const satisfies Record<Locale, string>;

/** Where the proxy tells a page which address was asked for. */
export const PATH_HEADER = "x-flatpay-path";

/** True for a language we speak; anything else that arrives from outside is ignored. */
export function isLocale(text: string | null | undefined): text is Locale {
  return (LOCALES as readonly (string | null | undefined)[]).includes(text);
}

/** True for a theme we have. */
export function isTheme(text: string | null | undefined): text is Theme {
  return (THEMES as readonly (string | null | undefined)[]).includes(text);
}

/** True for a shape of digits we have. */
export function isFigures(text: string | null | undefined): text is Figures {
  return (FIGURES as readonly (string | null | undefined)[]).includes(text);
}

/** The language of the words in a writing. */
export function languageOf(writing: Writing): Locale {
  return writing === "en" ? "en" : "fa";
}
