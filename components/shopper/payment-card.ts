import { codeHtml, panHtml, rialHtml, timeHtml, tomanHtml } from "@/components/format/as-html";
import { type Html, html } from "@/components/static-page/html";
import { localDigits } from "@/lib/i18n/digits";
import { fill } from "@/lib/i18n/fill";
import { messagesIn } from "@/lib/i18n/messages";
import type { PayPage, Reader } from "./pay-page";
import type { PayView } from "./pay-view";

/** The amount in both units, since banks' apps ask in Rial, and the facts of this payment. */
export function renderPaymentCard(page: PayPage, view: PayView, reader: Reader): Html {
  const { locale } = reader;
  const t = messagesIn(locale).pay;
  const label = view === "going" ? t.amount : view === "paid" ? t.amountPaid : t.amountAsked;
  return html`<section class="card">
    <p class="small">${label}</p>
    <p class="amount">${tomanHtml(page.amountRials, locale)}</p>
    <p class="small">${t.equals} ${rialHtml(page.amountRials, locale)}</p>
    <dl>
      ${row(t.description, html`<bdi>${page.description}</bdi>`)}
      ${view === "going" && row(t.deadline, renderDeadline(page, reader))}
      ${view === "paid" && page.refId && row(t.refId, codeHtml(page.refId, "pick"))}
      ${view === "paid" && page.cardPan && row(t.card, panHtml(page.cardPan))}
      ${view === "paid" && page.paidAt && row(t.paidAt, timeHtml(page.paidAt, locale))}
    </dl>
  </section>
  ${view !== "going" && html`<p class="note fine">${t.transaction} ${codeHtml(page.transactionId)}</p>`}`;
}

function row(name: string, value: Html): Html {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

const MINUTE_MS = 60_000;

function renderDeadline({ expiresAt }: PayPage, { locale, now }: Reader): Html {
  const t = messagesIn(locale).pay;
  const minutes = Math.floor((expiresAt.getTime() - now.getTime()) / MINUTE_MS);
  // Past a day, "1,440 minutes left" tells nobody anything: then the day and the clock do.
  if (minutes >= 120) return timeHtml(expiresAt, locale);
  const left =
    minutes < 1
      ? t.lastMinute
      : fill(t.minutesLeft, { minutes: localDigits(String(minutes), locale) });
  return html`${timeHtml(expiresAt, locale, "minute")} <span class="small">(${left})</span>`;
}
