const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * An origin (scheme, host, port) in the one form a browser would send it, or null when the text is not
 * exactly an origin: https, or http on this machine; no path, query, user name or wildcard. International
 * names come back in their ASCII form.
 */
export function normalizeOrigin(text: string): string | null {
  // The URL parser drops white space, turns backslashes and forgives empty parts; a reader may not.
  if (!/^https?:\/\/[^\s\\/?#@*]+\/?$/i.test(text) || !URL.canParse(text)) return null;
  const { protocol, hostname, origin } = new URL(text);
  return protocol === "https:" || LOOPBACK.test(hostname) ? origin : null;
}
