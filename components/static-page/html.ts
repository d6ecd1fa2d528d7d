/** Markup that is safe to put into a page. Only the `html` tag makes one. */
class Html {
  constructor(readonly text: string) {}
}

export type { Html };

type Value = string | number | Html | null | undefined | false | Value[];

/**
 * Build markup from a template: every value is escaped unless it is markup itself, so a shop's name or
 * a description can never become a tag or leave its attribute. Values belong into text and into quoted
 * attributes only.
 */
export function html(strings: TemplateStringsArray, ...values: Value[]): Html {
  return new Html(String.raw({ raw: strings }, ...values.map(toText)));
}

function toText(value: Value): string {
  if (value === null || value === undefined || value === false) return "";
  if (value instanceof Html) return value.text;
  return Array.isArray(value) ? value.map(toText).join("") : escapeText(String(value));
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

/** Text of our own source (a style sheet, a script) as markup. Never for anything from outside. */
export function trusted(source: string): Html {
  return new Html(source);
}

/** An address for a link or a form: http or https, else nothing (`javascript:` is an address too). */
export function webUrl(address: string | null): string | null {
  if (address === null) return null;
  const { protocol } = URL.canParse(address) ? new URL(address) : { protocol: "" };
  return protocol === "https:" || protocol === "http:" ? address : null;
}
