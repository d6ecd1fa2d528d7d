/** What a shopper's browser does with a page, as far as a payment needs it. No scripts, no cookies. */
export type Page = { url: string; status: number; headers: Headers; html: string };

const TIMEOUT_MS = 20_000;

/** GET or POST one address; redirects are answered, not followed, so that each can be looked at. */
export async function visit(
  url: string,
  { form, referer }: { form?: Record<string, string>; referer?: string } = {},
): Promise<Page> {
  const response = await fetch(url, {
    method: form ? "POST" : "GET",
    headers: { Accept: "text/html", ...(referer ? { Referer: referer } : {}) },
    ...(form ? { body: new URLSearchParams(form) } : {}),
    redirect: "manual",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  return { url, status: response.status, headers: response.headers, html: await response.text() };
}

/** Where a redirect leads, absolute; null when the page is none. */
export function redirectOf({ url, status, headers }: Page): string | null {
  const location = headers.get("location");
  return status >= 300 && status < 400 && location ? new URL(location, url).href : null;
}

/** The links of a page, absolute, in its order. */
export function linksOf({ html, url }: Page): string[] {
  return [...html.matchAll(/<a\b[^>]*?\bhref="([^"]+)"/g)].map(
    ([, href]) => new URL(decodeEntities(href ?? ""), url).href,
  );
}

/** The page's form that has this button, as pressing the button would send it; null when none has. */
export function formOf(
  { html, url }: Page,
  button: { name: string; value: string },
): { url: string; fields: Record<string, string> } | null {
  for (const [, head = "", inner = ""] of html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)) {
    const buttons = tags(inner, "button");
    const found = buttons.some(
      (one) => attribute(one, "name") === button.name && attribute(one, "value") === button.value,
    );
    if (!found) continue;
    const fields = tags(inner, "input").map((one): [string, string] => [
      attribute(one, "name") ?? "",
      attribute(one, "value") ?? "",
    ]);
    const selects = tags(inner, "select").map((one): [string, string] => [
      attribute(one, "name") ?? "",
      "",
    ]);
    const all = [...fields, ...selects, [button.name, button.value]];
    const action = new URL(attribute(head, "action") ?? "", url).href;
    return { url: action, fields: Object.fromEntries(all) };
  }
  return null;
}

const tags = (html: string, name: string) =>
  [...html.matchAll(new RegExp(`<${name}\\b([^>]*)>`, "g"))].map(([, inner]) => inner ?? "");

function attribute(tag: string, name: string): string | null {
  const value = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
  return value === undefined ? null : decodeEntities(value);
}

const decodeEntities = (text: string) =>
  text
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");
