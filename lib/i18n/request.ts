import { getRequestConfig } from "next-intl/server";
import { TIME_ZONE } from "@/lib/time/jalali";
import { compiledMessagesIn } from "./compile-messages";
import { readFigures, readLocale } from "./preferences";

/** next-intl without locale routing: one address per page, the language is the visitor's. */
export default getRequestConfig(async ({ locale: asked }) => {
  const locale = asked ?? (await readLocale());
  const messages = compiledMessagesIn(locale);
  // The one message that is not a text: components read it where only messages reach (use-writing.ts).
  const format = { figures: await readFigures(locale) };
  return { locale, messages: { ...messages, format }, timeZone: TIME_ZONE };
});
