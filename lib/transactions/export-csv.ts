/** What a cell may hold. Numbers are whole; times are told apart from text by their column. */
export type Cell = string | bigint | boolean | Date | null;

/** Excel takes a file without it for the machine's old encoding. */
export const BYTE_ORDER_MARK = "\uFEFF";
const LINE_END = "\r\n";

/** One line of a CSV (RFC 4180), every cell in quotes. */
export function csvLine(cells: readonly Cell[]): string {
  return cells.map((cell) => `"${cellText(cell).replaceAll('"', '""')}"`).join(",") + LINE_END;
}

function cellText(cell: Cell): string {
  if (cell === null) return "";
  if (cell instanceof Date) return cell.toISOString();
  return typeof cell === "string" ? plainText(cell) : String(cell);
}

/**
 * Text that no spreadsheet runs as a formula, on one line. What would be a formula gets an apostrophe in
 * front (OWASP, "CSV Injection"): also behind what some programs strip first (white space, quotes,
 * invisible marks), and in the wide forms that are turned into the narrow ones on the way in.
 */
function plainText(text: string): string {
  const [first = ""] = text.replace(/^[\s\p{Cc}\p{Cf}\p{Z}"'`´‘’“”«»]+/u, "").normalize("NFKC");
  const runs = "=+-@|%\u2212".includes(first) && first !== "";
  const guarded = runs || /^[\t\r\n]/.test(text) ? `'${text}` : text;
  return guarded.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
}
