const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether a URL's host is this very machine. */
export const isLoopback = (hostname: string) => LOOPBACK.test(hostname);

/** Why a text is no origin that an app may have. */
type OriginRefusal =
  | "scheme"
  | "character"
  | "wildcard"
  | "user_name"
  | "unreadable"
  | "not_only_origin"
  | "https";

export type OriginVerdict =
  | { origin: string; refusal: null }
  /** `instead`: the origin that was probably meant, if one can be told. */
  | { origin: null; refusal: OriginRefusal; instead: string | null };

/**
 * Decide whether a text is exactly an origin that an app may have: https, or http on this machine; no
 * path, query, user name or wildcard. An origin comes back in the one form a browser would send it,
 * international names in ASCII.
 */
export function judgeOrigin(text: string): OriginVerdict {
  const refuse = (refusal: OriginRefusal, meant?: string) => ({
    origin: null,
    refusal,
    instead: meant === undefined ? null : best(meant),
  });
  // The URL parser drops white space, turns backslashes and forgives empty parts; a reader may not.
  if (/[\s\\]/.test(text)) {
    const trimmed = text.trim();
    return trimmed && trimmed !== text ? refuse("character", trimmed) : refuse("character");
  }
  if (!/^https?:\/\//i.test(text)) {
    return /^[^:/?#@*]+(:\d+)?([/?#]|$)/.test(text)
      ? refuse("scheme", `https://${text}`)
      : refuse("scheme");
  }
  if (text.includes("*")) return refuse("wildcard");
  if (text.includes("@")) return refuse("user_name");
  if (!URL.canParse(text)) return refuse("unreadable");
  const { protocol, hostname, origin } = new URL(text);
  if (!/^https?:\/\/[^/?#]+\/?$/i.test(text)) return refuse("not_only_origin", origin);
  if (protocol === "https:" || isLoopback(hostname)) return { origin, refusal: null };
  return refuse("https", text.replace(/^http:/i, "https:"));
}

/** The origin that a text is, or that was meant by it. */
function best(text: string): string | null {
  const verdict = judgeOrigin(text);
  return verdict.origin ?? verdict.instead;
}
