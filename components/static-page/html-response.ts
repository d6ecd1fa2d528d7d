import { createHash } from "node:crypto";
import { STYLE } from "./style";

const hashOf = (source: string) =>
  `'sha256-${createHash("sha256").update(source).digest("base64")}'`;
const STYLE_HASH = hashOf(STYLE);

/** Posts the one form of a page at once. Without scripts the form's button does the same. */
export const SUBMIT_SCRIPT = "document.forms[0].submit()";
const SUBMIT_HASH = hashOf(SUBMIT_SCRIPT);

type Options = {
  status?: number;
  /** The address this page's form posts to; then its script may run, too. */
  formTarget?: string | null;
};

/**
 * A shopper's page as a response. Our style and script never change, so the policy names their hashes
 * and nothing else can run. The Referer must carry our origin (and only that): providers compare it
 * with the domain they verified, and an empty one is refused.
 */
export function htmlResponse(
  page: string,
  { status = 200, formTarget = null }: Options = {},
): Response {
  const policy = [
    "default-src 'none'",
    `style-src ${STYLE_HASH}`,
    `script-src ${formTarget ? SUBMIT_HASH : "'none'"}`,
    "img-src 'self' https: data:",
    "font-src 'self'",
    `form-action ${formTarget ? new URL(formTarget).origin : "'none'"}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return new Response(page, {
    status,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-store",
      "Content-Security-Policy": policy.join("; "),
      "Referrer-Policy": "strict-origin-when-cross-origin",
      "Cross-Origin-Resource-Policy": "same-origin",
      "X-Robots-Tag": "noindex",
    },
  });
}
