import { getRequestConfig } from "next-intl/server";
import { TIME_ZONE } from "@/lib/time/jalali";
import { messagesIn } from "./messages";
import { readLocale } from "./preferences";

/** next-intl without locale routing: one address per page, the language is the visitor's. */
export default getRequestConfig(async ({ locale: asked }) => {
  const locale = asked ?? (await readLocale());
  return { locale, messages: messagesIn(locale), timeZone: TIME_ZONE };
});
