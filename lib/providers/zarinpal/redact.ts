import type { Exchange } from "../port";

/** As much of an answer as the timeline keeps, in characters of JSON. */
const BODY_CHARACTERS_MAX = 4 * 1024;

const MASKED_FIELDS: Record<string, (value: string) => string> = {
  merchant_id: (value) => `****${value.slice(-4)}`,
  mobile: (value) => `${value.slice(0, 4)}*****${value.slice(-2)}`,
  email: (value) => value.replace(/^(.).*(?=@)/, "$1***"),
  card_pan: maskCards,
  cardPan: maskCards,
};
/** Not personal, and digits that could look so. */
const KEPT_FIELDS = new Set([
  "authority",
  "ref_id",
  "amount",
  "order_id",
  "reference_id",
  "session_id",
  "terminal_id",
]);

/** A copy of a body with the merchant id, mobile numbers, e-mail addresses and card numbers masked. */
export function redact(value: unknown, field = ""): unknown {
  if (Array.isArray(value)) return value.map((item) => redact(item, field));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redact(item, key)]));
  }
  if (typeof value !== "string" || KEPT_FIELDS.has(field)) return value;
  return MASKED_FIELDS[field]?.(value) ?? maskText(value);
}

/** The same for an answer that may be no JSON, cut to `BODY_CHARACTERS_MAX`. */
export function redactAnswer(
  body: unknown,
  text: string,
): NonNullable<Exchange["response"]>["body"] {
  if (body === undefined) return cut(maskText(text));
  const clean = redact(body);
  return text.length <= BODY_CHARACTERS_MAX ? clean : cut(JSON.stringify(clean));
}

/** Most text has nothing of the shapes below, which one look tells. */
const SUSPECT = /\d{9}|@|[0-9a-f]{4}-[0-9a-f]{4}-/i;

/** Free text with everything personal masked that has a recognisable shape. */
function maskText(text: string): string {
  if (!SUSPECT.test(text)) return text;
  return maskCards(text)
    .replace(/(?<![0-9A-Za-z])((?:\+98|0098|0)9\d{2})\d{5}(\d{2})(?![0-9A-Za-z])/g, "$1*****$2")
    .replace(/[\w.+-]+(?=@[\w-]+\.)/g, "***")
    .replace(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{8}(?=[0-9a-f]{4}\b)/gi, "****");
}

function maskCards(text: string): string {
  return text.replace(/(?<![0-9A-Za-z])(\d{6})\d{6}(\d{4})(?![0-9A-Za-z])/g, "$1******$2");
}

function cut(text: string): string {
  return text.length <= BODY_CHARACTERS_MAX ? text : `${text.slice(0, BODY_CHARACTERS_MAX)}…`;
}
