import { type BlockList, isIP } from "node:net";
import { inList, isLoopbackAddress, isPublicAddress } from "./address-rules";

/** Whom an outbound request may reach beyond the public internet. */
export type TargetRules = {
  /** `localhost` and loopback addresses, as written in the URL; never a name that resolves there. */
  loopback: boolean;
  /** Private ranges the operator opened (WEBHOOK_ALLOW_CIDRS); null for none. */
  allowed: BlockList | null;
  /** This deployment's own host: neither it nor its addresses are called. Null when there is nothing to protect. */
  ownHost: string | null;
};

export type VettedTarget =
  | { url: URL; refusal?: never }
  | { refusal: "invalid_url" | "url_not_allowed"; url?: never };

const WELL_KNOWN_PORTS = new Set([80, 443, 8443]);

/**
 * What can be said of a URL without asking DNS. The parsed host is judged, never the text: `new URL`
 * already folds `0x7f.1`, `2130706433` and full-width digits into 127.0.0.1 (https://url.spec.whatwg.org).
 * The addresses a name resolves to are judged when it is connected to (`vettedAgent`).
 */
export function vetTarget(text: string, rules: TargetRules): VettedTarget {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:")) {
    return { refusal: "invalid_url" };
  }
  return mayAim(url, rules) ? { url } : { refusal: "url_not_allowed" };
}

function mayAim(url: URL, rules: TargetRules): boolean {
  if (url.username || url.password) return false;
  const secure = url.protocol === "https:";
  const port = Number(url.port || (secure ? 443 : 80));
  if (port < 1024 && !WELL_KNOWN_PORTS.has(port)) return false;
  const host = bareHost(url.hostname);
  if (rules.loopback && isLoopbackHost(host)) return true;
  if (host === rules.ownHost || isLocalName(host)) return false;
  // Plain http is for the operator's own network alone; a name is checked again when it is connected to.
  if (!isIP(host)) return secure || rules.allowed !== null;
  return mayConnect(host, rules, secure);
}

/**
 * May a request go to this address, given how it travels? The rule for literals and DNS answers alike.
 * Never to `own` addresses of this deployment, unless the operator opened them.
 */
export function mayConnect(
  address: string,
  rules: TargetRules,
  secure: boolean,
  own: BlockList | null = null,
): boolean {
  if (rules.allowed && inList(rules.allowed, address)) return true;
  return secure && isPublicAddress(address) && !(own && inList(own, address));
}

/** A host name as compared: lower case (URL's doing), without IPv6 brackets or the root's dot. */
export function bareHost(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
}

/** `localhost` or a loopback address, as written. */
export function isLoopbackHost(host: string): boolean {
  return host === "localhost" || isLoopbackAddress(host);
}

/** Names that can only mean this machine (https://www.rfc-editor.org/rfc/rfc6761#section-6.3). */
function isLocalName(host: string): boolean {
  return host === "localhost" || host.endsWith(".localhost");
}
