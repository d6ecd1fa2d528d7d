import { type Html, html, webUrl } from "@/components/static-page/html";
import { renderDocument } from "@/components/static-page/render-document";
import { renderFooter } from "@/components/static-page/render-static-page";
import { fill } from "@/lib/i18n/fill";
import { messagesIn } from "@/lib/i18n/messages";
import { renderHandOff, renderHandOffNote } from "./hand-off";
import { renderHead } from "./head";
import type { PayPage, Reader } from "./pay-page";
import { type PayView, payView } from "./pay-view";
import { renderPaymentCard } from "./payment-card";
import { renderShop } from "./shop";

/** Long enough to read where one is going, short enough not to wait. */
const HAND_OFF_SECONDS = 1;
const RECHECK_SECONDS = 3;

/** The page at `pay_url`, whatever state the payment is in: a whole document, needing no scripts. */
export function renderPayPage(page: PayPage, reader: Reader): string {
  const view = payView(page, reader.now);
  const t = messagesIn(reader.locale).pay;
  const supportUrl = webUrl(page.supportUrl);
  return renderDocument({
    locale: reader.locale,
    theme: reader.theme,
    title: `${t[TITLES[view]]} · ${page.merchantName}`,
    refresh: refreshOf(page, view),
    main: html`
      ${renderShop(page, reader.locale)}
      ${view !== "going" && renderHead(page, view, reader.locale)}
      ${renderPaymentCard(page, view, reader)}
      ${renderWayOn(page, view, reader)}
      ${page.mode === "test" && html`<p class="note">${t.testNote}</p>`}`,
    footer: renderFooter(
      reader.locale,
      supportUrl ? html`<a href="${supportUrl}">${t.support}</a>` : null,
    ),
  });
}

const TITLES = {
  going: "goingTitle",
  preparing: "createdTitle",
  checking: "verifyingTitle",
  paid: "paidTitle",
  failed: "failedTitle",
  canceled: "canceledTitle",
  expired: "expiredTitle",
} as const satisfies Record<PayView, string>;

function refreshOf({ handOff }: PayPage, view: PayView) {
  if (view === "preparing" || view === "checking") return { seconds: RECHECK_SECONDS };
  if (view !== "going" || handOff?.method !== "GET") return null;
  const url = webUrl(handOff.url);
  return url ? { seconds: HAND_OFF_SECONDS, url } : null;
}

function renderWayOn(page: PayPage, view: PayView, { locale }: Reader): Html {
  const t = messagesIn(locale).pay;
  if (view === "going" && page.handOff) {
    return html`${renderHandOff(page.handOff, locale)}${renderHandOffNote(locale)}`;
  }
  // While nothing is known, going back would only show the shop the same "being checked".
  if (view === "preparing") return html``;
  if (view === "checking") return html`<a class="button quiet" href="">${t.checkAgain}</a>`;
  const url = webUrl(page.returnUrl);
  const label = fill(t.back, { merchant: page.merchantName });
  return html`${url && html`<a class="button" href="${url}">${label}</a>`}`;
}
