import { type NextRequest, NextResponse } from "next/server";
import {
  isLocale,
  isTheme,
  LOCALE_COOKIE,
  MODE_COOKIE,
  PATH_HEADER,
  PREFERENCE_SECONDS,
  THEME_COOKIE,
} from "@/lib/i18n/locales";

/**
 * Pages only. Machine routes stay out: they need no nonce, and every millisecond there is paid by a
 * shop. `/pay` writes its own, tighter headers (components/static-page/html-response.ts).
 */
export const config = {
  matcher: [
    "/((?!v1(?:/|$)|api(?:/|$)|callback(?:/|$)|sandbox(?:/|$)|pay(?:/|$)|demo/webhook$|_next/static|_next/image|.*\\..*).*)",
  ],
};

/** Give each page a CSP with its own nonce, and remember a language, theme or mode chosen by link. */
export function proxy(request: NextRequest): NextResponse {
  const chosen = readChoices(request);
  for (const [name, value] of chosen) request.cookies.set(name, value);

  const policy = contentSecurityPolicy(makeNonce());
  const headers = new Headers(request.headers);
  // Next reads the nonce from here and puts it on its own scripts and styles.
  headers.set("Content-Security-Policy", policy);
  headers.set(PATH_HEADER, request.nextUrl.pathname + request.nextUrl.search);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  response.headers.set("Referrer-Policy", "no-referrer");
  response.headers.set("Cross-Origin-Resource-Policy", "same-origin");
  for (const [name, value] of chosen) {
    response.cookies.set(name, value, {
      path: "/",
      maxAge: PREFERENCE_SECONDS,
      sameSite: "lax",
      httpOnly: true,
      secure: request.nextUrl.protocol === "https:",
    });
  }
  return response;
}

/** `?lang=`, `?theme=` and the console's `?mode=` are plain links, so that choosing works without scripts. */
function readChoices(request: NextRequest): [string, string][] {
  const lang = request.nextUrl.searchParams.get("lang");
  const theme = request.nextUrl.searchParams.get("theme");
  const mode = request.nextUrl.searchParams.get("mode");
  return [
    ...(isLocale(lang) ? [[LOCALE_COOKIE, lang] satisfies [string, string]] : []),
    ...(mode === "test" || mode === "live" ? [[MODE_COOKIE, mode] satisfies [string, string]] : []),
    ...(isTheme(theme) ? [[THEME_COOKIE, theme] satisfies [string, string]] : []),
  ];
}

function makeNonce(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
}

/** Of `display:none`, the one style attribute that server-rendered HTML may have. */
const DISPLAY_NONE_SHA256 = "sha256-aqNNdDLnnrDOnTNdkJpYlAxKVJtLt9CtFLklmInuUAE=";

/** Development needs eval and inline styles for React's and Next's own tools; production has neither. */
function contentSecurityPolicy(nonce: string): string {
  const development = process.env.NODE_ENV === "development";
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    // React streams what comes late inside an <svg> in a holder with exactly this attribute.
    ...(development ? [] : [`style-src-attr 'unsafe-hashes' '${DISPLAY_NONE_SHA256}'`]),
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${development ? " ws: wss:" : ""}`,
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join("; ");
}
