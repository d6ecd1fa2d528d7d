import { isLoopback } from "@/lib/apps/judge-origin";
import { RETURN_PARAMETERS } from "@/lib/signing/return-parameters";

/** The longest return_url, in characters (client-api.md §3). */
export const RETURN_URL_CHARS_MAX = 2048;

/** Why a text is no return URL, whichever app asks. */
export type ReturnUrlFault = "unreadable" | "character" | "user_name" | "own_parameter";
/** Why a return URL is not this app's. */
export type ReturnOriginFault = "https" | "local_in_live" | "other_origin";

/**
 * What is wrong with a return URL's form, or null. It must be an absolute http(s) URL that means to every
 * reader what it means to us: no white space, control or backslash that a parser would drop or turn, no
 * user name, none of our own parameters.
 */
export function returnUrlFault(text: string): ReturnUrlFault | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these must not be in a URL.
  if (/[\x00-\x20\x7f\\]/.test(text)) return "character";
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return "unreadable";
  const url = new URL(text);
  if (url.username || url.password || /^https?:\/\/[^/?#]*@/i.test(text)) return "user_name";
  return RETURN_PARAMETERS.some((name) => url.searchParams.has(name)) ? "own_parameter" : null;
}

/**
 * What keeps a return URL of good form from being this app's, or null: its origin must be one of the
 * app's, exactly; plain http only to this machine, in test mode.
 */
export function returnOriginFault(
  text: string,
  { origins, mode }: { origins: readonly string[]; mode: "test" | "live" },
): ReturnOriginFault | null {
  const url = new URL(text);
  if (url.protocol !== "https:") {
    if (!isLoopback(url.hostname)) return "https";
    if (mode === "live") return "local_in_live";
  }
  return origins.includes(url.origin) ? null : "other_origin";
}
