import { useLocale, useTranslations } from "next-intl";
import type { Writing } from "@/lib/i18n/locales";

/** How this reader wants values written. On the server and in the browser alike. */
export function useWriting(): Writing {
  const locale = useLocale();
  const figures = useTranslations("format")("figures");
  return locale === "fa" && figures === "latin" ? "fa-latn" : locale;
}
