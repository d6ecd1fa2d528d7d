import { DIRECTION, type Locale, type Theme } from "@/lib/i18n/locales";
import { type Html, html, trusted } from "./html";
import { STYLE } from "./style";

export type DocumentParts = {
  locale: Locale;
  theme?: Theme;
  title: string;
  /** Load `url` (or this page again) after some seconds; works with scripts off. */
  refresh?: { seconds: number; url?: string } | null;
  main: Html;
  footer: Html;
};

/** A complete page without React, framework scripts or requests but one font. */
export function renderDocument({
  locale,
  theme,
  title,
  refresh,
  main,
  footer,
}: DocumentParts): string {
  const seconds =
    refresh && (refresh.url ? `${refresh.seconds};url=${refresh.url}` : refresh.seconds);
  return html`<!doctype html>
<html lang="${locale}" dir="${DIRECTION[locale]}" class="${theme ?? "system"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
${seconds && html`<meta http-equiv="refresh" content="${seconds}">`}
<title>${title}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="preload" href="/fonts/vazirmatn-fa-latn.woff2" as="font" type="font/woff2" crossorigin>
<style>${trusted(STYLE)}</style>
</head>
<body>
<main>${main}</main>
<footer>${footer}</footer>
</body>
</html>
`.text;
}
