/** What Python's `str()` makes of a parsed JSON value: quotes and words of its own. */
export function pythonRepr(value: unknown): string {
  if (value === null) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (typeof value === "string") return quote(value);
  if (Array.isArray(value)) return `[${value.map(pythonRepr).join(", ")}]`;
  if (typeof value === "object") {
    const members = Object.entries(value).map(
      ([name, item]) => `${quote(name)}: ${pythonRepr(item)}`,
    );
    return `{${members.join(", ")}}`;
  }
  return String(value);
}

/** Single quotes, unless the text has one and no double quote. */
function quote(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  const inner = text
    .replaceAll("\\", "\\\\")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t")
    .replaceAll(mark, `\\${mark}`)
    .replace(/(?! )[\p{C}\p{Z}]/gu, spell);
  return mark + inner + mark;
}

/** What Python does not print, such as the joiners of Persian, it writes by its number. */
function spell(char: string): string {
  const code = (char.codePointAt(0) ?? 0).toString(16);
  if (code.length <= 2) return `\\x${code.padStart(2, "0")}`;
  return code.length <= 4 ? `\\u${code.padStart(4, "0")}` : `\\U${code.padStart(8, "0")}`;
}
