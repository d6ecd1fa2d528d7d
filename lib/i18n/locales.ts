export const LOCALES = ["fa", "en"] as const;
export type Locale = (typeof LOCALES)[number];
export const DEFAULT_LOCALE: Locale = "fa";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];
export const DEFAULT_THEME: Theme = "system";

/** Cookies that carry a visitor's own choice. */
export const LOCALE_COOKIE = "locale";
export const THEME_COOKIE = "theme";
export const PREFERENCE_SECONDS = 365 * 24 * 3600;

export const DIRECTION = { fa: "rtl", en: "ltr" } as const satisfies Record<Locale, string>;

/** True for a language we speak; anything else that arrives from outside is ignored. */
export function isLocale(text: string | null | undefined): text is Locale {
  return (LOCALES as readonly (string | null | undefined)[]).includes(text);
}

/** True for a theme we have. */
export function isTheme(text: string | null | undefined): text is Theme {
  return (THEMES as readonly (string | null | undefined)[]).includes(text);
}
