import { LOCALES, type Locale, type Theme } from "@/lib/i18n/locales";
import { messagesIn } from "@/lib/i18n/messages";
import { type Html, html, webUrl } from "./html";
import { ICONS } from "./icons";
import { renderDocument } from "./render-document";

export type StaticPage = {
  locale: Locale;
  theme?: Theme;
  title: string;
  message: string;
  /** One way on. */
  action?: { label: string; url: string };
  /** Try again by itself. */
  refreshSeconds?: number;
};

/** A page that only says something: unknown payment, trouble. Pure: text in, a whole document out. */
export function renderStaticPage({
  locale,
  theme,
  title,
  message,
  action,
  refreshSeconds,
}: StaticPage) {
  const url = action ? webUrl(action.url) : null;
  return renderDocument({
    locale,
    ...(theme ? { theme } : {}),
    title: `${title} · ${messagesIn(locale).site.name}`,
    refresh: refreshSeconds ? { seconds: refreshSeconds } : null,
    main: html`
      <div class="head">
        <div class="sign neutral">${ICONS.question}</div>
        <h1>${title}</h1>
        <p>${message}</p>
      </div>
      ${url && html`<a class="button quiet" href="${url}">${action?.label}</a>`}`,
    footer: renderFooter(locale),
  });
}

const LANGUAGE_NAMES: Record<Locale, string> = { fa: "فارسی", en: "English" };

/** Who serves this page, and the other language. */
export function renderFooter(locale: Locale, before?: Html | null): Html {
  const others = LOCALES.filter((other) => other !== locale);
  return html`${before}<span>${messagesIn(locale).pay.poweredBy}</span>${others.map(
    (other) =>
      html`<a href="?lang=${other}" lang="${other}" hreflang="${other}">${LANGUAGE_NAMES[other]}</a>`,
  )}`;
}
