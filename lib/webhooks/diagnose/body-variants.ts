import { type BodyWay, type Finding, found } from "./findings";
import { JSON_STYLES } from "./json-styles";
import { pythonRepr } from "./python-repr";
import type { Variant } from "./variant";
import { sortMembers, writeJson } from "./write-json";

/** Mistakes so usual that they are looked for together with two others. */
const COMMON = new Set<BodyWay>([
  "python",
  "python_unicode",
  "php",
  "php_unicode",
  "json_indented_2",
]);

/**
 * The texts that a receiver may have hashed instead of the body, each with what it did, the body itself
 * first. Texts that come out alike are there once, by the simplest explanation.
 */
export function bodyVariants(body: string): Variant<string>[] {
  const variants = new Map<string, Variant<string>>();
  const add = (value: string, findings: Finding[], common = false) => {
    if (!variants.has(value)) variants.set(value, { value, findings, common });
  };
  add(body, [], true);
  for (const [edge, text] of edged(body))
    add(text, [found("body_edge", { edge })], edge === "newline");
  add(body.trim(), [found("body_edge", { edge: "trimmed" })]);
  const parsed = parse(body);
  if (parsed) {
    const written = JSON_STYLES.map(([way, style]) => ({
      way,
      text: writeJson(parsed.value, style),
      sorted: writeJson(sortMembers(parsed.value), style),
    }));
    const rewritten = (way: BodyWay) => found("body_rewritten", { way });
    for (const { way, text } of written) add(text, [rewritten(way)], COMMON.has(way));
    for (const [way, text] of lost(body, parsed.value)) add(text, [rewritten(way)]);
    for (const { way, sorted } of written) {
      const alone = way === "json_compact" ? [] : [rewritten(way)];
      add(sorted, [...alone, found("body_keys_sorted")]);
    }
    for (const { way, text } of written) {
      for (const [edge, ended] of edged(text))
        add(ended, [rewritten(way), found("body_edge", { edge })]);
    }
  }
  return [...variants.values()];
}

function edged(text: string): ["newline" | "crlf" | "bom", string][] {
  const windows = text.includes("\n") ? text.replaceAll("\n", "\r\n") : `${text}\r\n`;
  return [
    ["newline", `${text}\n`],
    ["crlf", windows],
    ["bom", `\ufeff${text}`],
  ];
}

/** What is left of a body where code hands on the wrong thing. */
function lost(body: string, value: unknown): [BodyWay, string][] {
  const { data } = typeof value === "object" && value !== null ? (value as { data?: unknown }) : {};
  return [
    ["python_repr", pythonRepr(value)],
    ["data_only", JSON.stringify(data) ?? ""],
    ["quoted_twice", JSON.stringify(body)],
    ["object_object", "[object Object]"],
    ["empty", ""],
    ["latin1", Buffer.from(body).toString("latin1")],
  ];
}

function parse(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    // Ours always parses; what a receiver hands in as its body need not.
    return null;
  }
}
