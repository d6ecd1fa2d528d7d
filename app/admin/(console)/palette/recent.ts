/** A thing that was opened lately: which page, and what its title said. */
export type Recent = { href: string; title: string };

const KEY = "flatpay.recent";
const REMEMBERED_MAX = 6;
const TITLE_CHARS_MAX = 120;
/** Pages of one thing, with the id that names it; its sub-pages count for it. */
const THING =
  /^\/admin\/(?:transactions|refunds|apps|webhooks|webhooks\/endpoints)\/[a-z]{3}_[0-9A-Z]{26}/;

/** The thing that an address is about, if it is about one. Titles end with the console's name. */
export function recentOf(pathname: string, title: string): Recent | null {
  const [href] = THING.exec(pathname) ?? [];
  const own = title.split(" · ")[0]?.trim().slice(0, TITLE_CHARS_MAX);
  return href && own ? { href, title: own } : null;
}

/** What was opened in this tab, newest first. Kept by the tab only: a shared computer keeps nothing. */
export function readRecent(): Recent[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isRecent).slice(0, REMEMBERED_MAX) : [];
  } catch {
    // Storage that is off or was tampered with: nothing is remembered.
    return [];
  }
}

/** The list with one more in front. */
export function rememberRecent(one: Recent): Recent[] {
  const rest = readRecent().filter(({ href }) => href !== one.href);
  const list = [one, ...rest].slice(0, REMEMBERED_MAX);
  try {
    sessionStorage.setItem(KEY, JSON.stringify(list));
  } catch {
    // Full or off; it is still shown until the page is left.
  }
  return list;
}

function isRecent(value: unknown): value is Recent {
  if (typeof value !== "object" || value === null) return false;
  const { href, title } = value as Record<string, unknown>;
  return typeof href === "string" && THING.test(href) && typeof title === "string";
}
