import { layout } from "./layout";
import { html, type Markup } from "./markup";
import { type Language, TEXTS } from "./texts";

/** The shopper left without going back to the shop. */
export function closedPage(paid: boolean, language: Language): string {
  const text = TEXTS[language];
  return endPage(language, text.closedTitle, paid ? text.closedPaid : text.closedUnpaid);
}

/** Nothing can be done here any more; `backUrl` leads to the shop. */
export function overPage(paid: boolean, backUrl: string, language: Language): string {
  const text = TEXTS[language];
  const back = html`<a class="button primary" href="${backUrl}">${text.back}</a>`;
  return endPage(language, text.overTitle, paid ? text.overPaid : text.overUnpaid, back);
}

/** No session has this authority. */
export function unknownPage(language: Language): string {
  const text = TEXTS[language];
  return endPage(language, text.unknownTitle, text.unknownText);
}

/** Loads the return once as an image that nobody sees, then goes there as a browser does. */
export function returnedTwicePage(url: string, language: Language): string {
  const text = TEXTS[language];
  const twice = html`<img src="${url}" alt=""><a class="button primary" href="${url}">${text.back}</a>`;
  return endPage(language, text.twiceTitle, text.twiceText, twice, url);
}

function endPage(
  language: Language,
  title: string,
  words: string,
  more: Markup | null = null,
  refresh?: string,
): string {
  const main = html`<section class="card end">${ICON}<h2>${title}</h2><p>${words}</p>${more}</section>`;
  return layout(language, { main, narrow: true, ...(refresh === undefined ? {} : { refresh }) });
}

const ICON = html`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M14 4h4a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2h-4"/><path d="M4 12h10M10 8l4 4-4 4"/></svg>`;
