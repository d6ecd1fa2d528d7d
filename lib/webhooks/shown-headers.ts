import { scrub } from "@/lib/log";
import type { AnswerHeaders } from "@/lib/net/first-header";

const HEADERS_MAX = 50;
const BYTES_MAX = 4 * 1024;
/** So that one long policy does not push the rest out. */
const VALUE_CHARS_MAX = 512;

/** Headers that carry a secret by their name; a challenge such as `www-authenticate` carries none. */
const SECRET_NAME =
  /cookie|auth(?!enticate$)|token|secret|passw|credential|session|csrf|xsrf|signature|jwt|(^|[-_])(api)?key([-_]|$)/;
/** Values that are one wherever they stand: a JSON Web Token, and keys in the query of an address. */
const SECRET_VALUES: readonly (readonly [RegExp, string])[] = [
  [/\beyJ[\w-]{8,}\.[\w-]+(\.[\w-]*)?/g, "***"],
  [
    /([?&;][^=&;\s]*(?:token|key|secret|sig|pass|auth|code|session)[^=&;\s]*=)[^&;#\s"]+/gi,
    "$1***",
  ],
  [/(:\/\/)[^/@\s"]+@/g, "$1***@"],
];

/** What each of them has; most values have neither this nor anything unprintable and are done with a look. */
const SUSPECT = /eyJ|[?&;@]/;
const UNPRINTABLE = /[^\x20-\x7e]/;

/**
 * A receiver's headers as an operator may read them: at most 50 and 4 KiB, by lower-case name, without
 * control characters, and with what is or looks like a secret masked.
 */
export function shownHeaders(headers: AnswerHeaders): Record<string, string> {
  const shown: [string, string][] = [];
  let bytes = 0;
  for (const [name, given] of Object.entries(headers)) {
    if (shown.length === HEADERS_MAX) break;
    const value = SECRET_NAME.test(name)
      ? "***"
      : readable(Array.isArray(given) ? given.join(", ") : (given ?? ""));
    bytes += Buffer.byteLength(name) + Buffer.byteLength(value);
    if (bytes > BYTES_MAX) break;
    shown.push([name, value]);
  }
  // Not by assignment, where a header named `__proto__` would be more than a header.
  return Object.fromEntries(shown);
}

function readable(text: string): string {
  let clean = scrub(text);
  if (SUSPECT.test(clean)) {
    for (const [pattern, mask] of SECRET_VALUES) clean = clean.replace(pattern, mask);
  }
  if (UNPRINTABLE.test(clean)) clean = clean.replace(/[\p{Cc}\p{Cf}]/gu, "");
  // Masking comes before cutting, so that no secret is cut short of its pattern.
  return clean.length > VALUE_CHARS_MAX ? `${clean.slice(0, VALUE_CHARS_MAX)}…` : clean;
}
