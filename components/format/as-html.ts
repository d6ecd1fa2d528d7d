import { type Html, html } from "@/components/static-page/html";
import type { Locale } from "@/lib/i18n/locales";
import { formatRial, formatToman } from "@/lib/money/format-money";
import { describeTime, formatTime, type TimeStyle } from "@/lib/time/format-time";
import { groupPan } from "./group-pan";

/** The twins of the components here, for pages without React. */

/** An amount in Toman, its unit smaller. */
export function tomanHtml(rials: bigint, locale: Locale): Html {
  const { value, unit } = formatToman(rials, locale);
  return html`<bdi>${value} <small>${unit}</small></bdi>`;
}

/** An amount in Rial. */
export function rialHtml(rials: bigint, locale: Locale): Html {
  const { value, unit } = formatRial(rials, locale);
  return html`<bdi>${value} ${unit}</bdi>`;
}

/** A moment. */
export function timeHtml(at: Date, locale: Locale, style: TimeStyle = "stamp"): Html {
  const tooltip = describeTime(at, locale);
  return html`<time datetime="${at.toISOString()}" title="${tooltip}">${formatTime(at, locale, style)}</time>`;
}

/** Anything copied character by character. */
export function codeHtml(text: string, className = ""): Html {
  return html`<bdi dir="ltr" class="code ${className}">${text}</bdi>`;
}

/** A masked card number. */
export function panHtml(pan: string): Html {
  return codeHtml(groupPan(pan));
}
