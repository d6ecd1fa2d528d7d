import { type Html, html } from "@/components/static-page/html";
import { ICONS } from "@/components/static-page/icons";
import type { Locale } from "@/lib/i18n/locales";
import { messagesIn } from "@/lib/i18n/messages";
import type { PayPage } from "./pay-page";
import type { PayView } from "./pay-view";

// A gateway says "not OK" both for a shopper who left and for a card that was refused, so the text for
// `canceled` blames nobody.
const LOOKS = {
  preparing: {
    tone: "info",
    icon: ICONS.clock,
    title: "createdTitle",
    text: "createdText",
    money: null,
  },
  checking: {
    tone: "info",
    icon: ICONS.question,
    title: "verifyingTitle",
    text: "verifyingText",
    money: "verifyingMoney",
  },
  paid: { tone: "ok", icon: ICONS.check, title: "paidTitle", text: "paidText", money: null },
  failed: {
    tone: "danger",
    icon: ICONS.cross,
    title: "failedTitle",
    text: "failedText",
    money: "moneyNote",
  },
  canceled: {
    tone: "neutral",
    icon: ICONS.stop,
    title: "canceledTitle",
    text: "canceledText",
    money: "moneyNote",
  },
  expired: {
    tone: "neutral",
    icon: ICONS.clock,
    title: "expiredTitle",
    text: "expiredText",
    money: "moneyNote",
  },
} as const;

/** How it stands, in a sign, a heading and a sentence; and what becomes of money already taken. */
export function renderHead(
  { failure }: PayPage,
  view: Exclude<PayView, "going">,
  locale: Locale,
): Html {
  const t = messagesIn(locale).pay;
  const { tone, icon, title, text, money } = LOOKS[view];
  // A stated reason also says what became of the money.
  const reason = view === "failed" ? failure : null;
  return html`<div class="head" role="status">
    <div class="sign ${tone}">${icon}</div>
    <h1>${t[title]}</h1>
    <p>${reason ?? t[text]}</p>
    ${money && !reason && html`<p>${t[money]}</p>`}
  </div>`;
}
