import en from "@/messages/en.json";
import fa from "@/messages/fa.json";
import type { Locale } from "./locales";

/** Persian is the source of truth; messages/parity.test.ts holds English to it. */
export type Messages = typeof fa;

const MESSAGES: Record<Locale, Messages> = { fa, en };

/** Every text of one language. */
export function messagesIn(locale: Locale): Messages {
  return MESSAGES[locale];
}
