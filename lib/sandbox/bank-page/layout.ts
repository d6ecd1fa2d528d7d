import { html, Markup } from "./markup";
import { STYLE } from "./style";
import { type Language, TEXTS } from "./texts";

/** A whole page of the simulated bank. `refresh` sends the browser on by itself, after two seconds. */
export function layout(
  language: Language,
  { main, narrow = false, refresh }: { main: Markup; narrow?: boolean; refresh?: string },
): string {
  const text = TEXTS[language];
  const other: Language = language === "fa" ? "en" : "fa";
  const page = html`<!doctype html>
<html lang="${language}" dir="${language === "fa" ? "rtl" : "ltr"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
${refresh !== undefined && html`<meta http-equiv="refresh" content="2;url=${refresh}">`}
<title>${text.title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<p class="strip">${text.strip}</p>
<header><h1>${LOGO}${text.title}</h1><a href="?lang=${other}" hreflang="${other}" lang="${other}">${text.other}</a></header>
<main${narrow && html` class="narrow"`}>${main}</main>
</body>
</html>`;
  return page.text;
}

const LOGO = html`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M9 3h6M10 3v6L4.6 18.2A1.9 1.9 0 0 0 6.2 21h11.6a1.9 1.9 0 0 0 1.6-2.8L14 9V3"/><path d="M7 15h10"/></svg>`;
