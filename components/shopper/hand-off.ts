import { type Html, html, trusted, webUrl } from "@/components/static-page/html";
import { SUBMIT_SCRIPT } from "@/components/static-page/html-response";
import type { Locale } from "@/lib/i18n/locales";
import { messagesIn } from "@/lib/i18n/messages";
import type { HandOff } from "@/lib/providers/port";

/**
 * The way to the provider that the shopper can take by hand. An address also goes by itself through the
 * document's refresh; a form needs the script, and without it the button.
 */
export function renderHandOff(handOff: HandOff, locale: Locale): Html {
  const t = messagesIn(locale).pay;
  const url = webUrl(handOff.url);
  if (!url) return html``;
  if (handOff.method === "GET") return html`<a class="button" href="${url}">${t.goingButton}</a>`;
  const fields = Object.entries(handOff.fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  return html`<form method="post" action="${url}">
    ${fields}<button class="button">${t.goingButton}</button>
  </form>
  <script>${trusted(SUBMIT_SCRIPT)}</script>`;
}

/** What is happening and what to do if it does not. */
export function renderHandOffNote(locale: Locale): Html {
  const t = messagesIn(locale).pay;
  return html`<div class="note">
    <h1 class="small">${t.goingTitle}…</h1>
    <p>${t.goingText}</p>
    <div class="bar" aria-hidden="true"><i></i></div>
  </div>
  <p class="note">${t.cardSafe}</p>`;
}
