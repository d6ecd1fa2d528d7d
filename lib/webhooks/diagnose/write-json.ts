/** How a language's writer of JSON spells what it was given. */
export type JsonStyle = {
  /** Between members, and between a name and its value. */
  comma: string;
  colon: string;
  indent?: string;
  escape: (text: string) => string;
  /** PHP: an empty object that was decoded as an array is written as one. */
  emptyObject?: string;
};

/** A parsed JSON value as text, members in their order. */
export function writeJson(value: unknown, style: JsonStyle, depth = 0): string {
  if (typeof value === "string") return style.escape(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const isArray = Array.isArray(value);
  const parts = isArray
    ? value.map((item) => writeJson(item, style, depth + 1))
    : Object.entries(value).map(
        ([name, item]) => style.escape(name) + style.colon + writeJson(item, style, depth + 1),
      );
  if (parts.length === 0) return isArray ? "[]" : (style.emptyObject ?? "{}");
  const [open, close] = isArray ? ["[", "]"] : ["{", "}"];
  if (style.indent === undefined) return open + parts.join(style.comma) + close;
  const line = `\n${style.indent.repeat(depth + 1)}`;
  const last = `\n${style.indent.repeat(depth)}`;
  return open + line + parts.join(`,${line}`) + last + close;
}

/** The same value with every object's members in the order of their names. */
export function sortMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortMembers);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([name, item]) => [name, sortMembers(item)]));
}
