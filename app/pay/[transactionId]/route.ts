import type { NextRequest } from "next/server";
import { renderPayPage } from "@/components/shopper/render-pay-page";
import { htmlResponse } from "@/components/static-page/html-response";
import { renderStaticPage } from "@/components/static-page/render-static-page";
import {
  DEFAULT_LOCALE,
  DEFAULT_THEME,
  isLocale,
  isTheme,
  LOCALE_COOKIE,
  type Locale,
  THEME_COOKIE,
  type Theme,
} from "@/lib/i18n/locales";
import { messagesIn } from "@/lib/i18n/messages";
import { mintId } from "@/lib/ids/mint-id";
import { describeError, log } from "@/lib/log";
import { peerAddress } from "@/lib/net/peer-address";
import { findPayPage } from "@/lib/transactions/find-pay-page";

export const dynamic = "force-dynamic";

/**
 * The shopper's page. A route that writes HTML, not a React page: the framework's scripts alone are
 * more than this page may weigh on an old phone, and it has nothing for them to do.
 */
export async function GET(
  request: NextRequest,
  { params }: { params: Promise<{ transactionId: string }> },
): Promise<Response> {
  const startedAt = performance.now();
  const requestId = mintId("request");
  const { transactionId } = await params;
  const event: Record<string, unknown> = { requestId, method: request.method };
  event.address = peerAddress(request.headers);
  event.path = request.nextUrl.pathname;
  let response: Response;
  try {
    response = await show(request, transactionId);
  } catch (thrown) {
    event.cause = describeError(thrown);
    response = trouble(request);
  }
  response.headers.set("X-Request-Id", requestId);
  event.status = response.status;
  event.durationMs = Math.round((performance.now() - startedAt) * 100) / 100;
  log[response.status >= 500 ? "error" : "info"](event, "request");
  return response;
}

async function show(request: NextRequest, transactionId: string): Promise<Response> {
  const theme = themeOf(request);
  const found = await findPayPage(transactionId);
  if (!found) {
    const locale = localeOf(request);
    const { unknownTitle: title, unknownText: message } = messagesIn(locale).pay;
    return htmlResponse(renderStaticPage({ locale, theme, title, message }), { status: 404 });
  }
  const { failureReason, locale: asked, ...page } = found;
  const locale = localeOf(request, asked);
  const failure = describe(failureReason, locale);
  const { handOff } = page;
  return htmlResponse(renderPayPage({ ...page, failure }, { locale, theme, now: new Date() }), {
    formTarget: handOff?.method === "POST" ? handOff.url : null,
  });
}

/** Why, in the reader's language. A plain failed payment needs no reason: the page's own words say more. */
function describe(reason: string | null, locale: Locale): string | null {
  if (reason === null || reason === "payment_failed") return null;
  const sentences: Record<string, string> = messagesIn(locale).failures;
  return sentences[reason] ?? null;
}

/** Whatever failed here is ours; the payment itself is where it was. */
function trouble(request: NextRequest): Response {
  const locale = localeOf(request);
  const { troubleTitle: title, troubleText: message } = messagesIn(locale).pay;
  const page = { locale, theme: themeOf(request), title, message, refreshSeconds: 5 };
  return htmlResponse(renderStaticPage(page), { status: 503 });
}

/** `?lang=` wins, then the language the shop asked for, then the visitor's own. */
function localeOf(request: NextRequest, asked?: Locale): Locale {
  const chosen = request.nextUrl.searchParams.get("lang");
  if (isLocale(chosen)) return chosen;
  if (asked) return asked;
  const remembered = request.cookies.get(LOCALE_COOKIE)?.value;
  return isLocale(remembered) ? remembered : DEFAULT_LOCALE;
}

function themeOf(request: NextRequest): Theme {
  const remembered = request.cookies.get(THEME_COOKIE)?.value;
  return isTheme(remembered) ? remembered : DEFAULT_THEME;
}
