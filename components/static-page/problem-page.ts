import type { NextRequest } from "next/server";
import { type BrokerError, ERROR_STATUS } from "@/lib/errors";
import { DEFAULT_LOCALE, isLocale, LOCALE_COOKIE } from "@/lib/i18n/locales";
import { messagesIn } from "@/lib/i18n/messages";
import { htmlResponse } from "./html-response";
import { renderStaticPage } from "./render-static-page";

const RETRY_SECONDS = 5;

/** What a shopper sees instead of an error: an unknown payment, or trouble that passes. */
export function problemPage(error: BrokerError, request: NextRequest): Response {
  const asked = request.nextUrl.searchParams.get("lang");
  const kept = request.cookies.get(LOCALE_COOKIE)?.value;
  const locale = [asked, kept].find(isLocale) ?? DEFAULT_LOCALE;
  const { pay } = messagesIn(locale);
  const status = ERROR_STATUS[error.code];
  // Asking again only helps where the trouble is ours and passes.
  const passing = status >= 500 || status === 429;
  const page = renderStaticPage({
    locale,
    title: passing ? pay.troubleTitle : pay.unknownTitle,
    message: passing ? pay.troubleText : pay.unknownText,
    ...(passing && request.method === "GET" ? { refreshSeconds: RETRY_SECONDS } : {}),
  });
  return htmlResponse(page, { status });
}
