import { codeHtml } from "@/components/format/as-html";
import { type Html, html, webUrl } from "@/components/static-page/html";
import type { Locale } from "@/lib/i18n/locales";
import { messagesIn } from "@/lib/i18n/messages";
import type { PayPage } from "./pay-page";

/** Whose payment this is: logo or first letter, name, order. */
export function renderShop(page: PayPage, locale: Locale): Html {
  const t = messagesIn(locale).pay;
  const logo = webUrl(page.logoUrl);
  const [initial = ""] = page.merchantName.trim();
  return html`<div class="shop">
    ${
      logo
        ? html`<img class="logo" src="${logo}" alt="" width="40" height="40" referrerpolicy="no-referrer">`
        : html`<span class="logo monogram" aria-hidden="true">${initial}</span>`
    }
    <div>
      <p class="name"><bdi>${page.merchantName}</bdi></p>
      <p class="small">${t.order} ${codeHtml(page.orderId)}</p>
    </div>
    ${page.mode === "test" && html`<span class="badge">${t.testMode}</span>`}
  </div>`;
}
