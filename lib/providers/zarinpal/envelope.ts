import { z } from "zod";
import { CODES } from "./codes";

/** What a body says. ZarinPal's SDKs and others' recordings show seven shapes of errors; see below. */
export type Envelope =
  | { kind: "success"; repeated: boolean; data: Record<string, unknown> }
  | { kind: "error"; code: string; message: string }
  | { kind: "unreadable"; detail: string };

const members = z.record(z.string(), z.unknown());
/** 100, "100", -51, " -51". */
const code = z
  .union([z.number().int(), z.string()])
  .transform((value) => String(value).trim())
  .pipe(z.string().regex(/^-?\d{1,4}$/));

/**
 * Read a body whatever its HTTP status: errors travel with 200, 401 and 422 alike.
 * Success is `errors` empty in any form (missing, null, [], {}) and `data.code` 100 or 101.
 */
export function readEnvelope(body: unknown): Envelope {
  const envelope = members.safeParse(body);
  if (!envelope.success) return { kind: "unreadable", detail: "not a JSON object" };
  const { data, errors } = envelope.data;
  const datum = members.safeParse(data).data ?? {};

  if (isEmpty(errors)) {
    const answered = code.safeParse(datum.code).data;
    if (answered === "100" || answered === "101") {
      return { kind: "success", repeated: answered === "101", data: datum };
    }
  }
  return readError(envelope.data, errors, datum);
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

/**
 * `errors` is an object, or a list of objects (the first speaks), or keyed by field with the code among
 * the texts; the code may instead stand beside `errors`, or in `data`.
 */
function readError(
  envelope: Record<string, unknown>,
  errors: unknown,
  data: Record<string, unknown>,
): Envelope {
  const error = members.safeParse(Array.isArray(errors) ? errors[0] : errors).data ?? {};
  const keyed = Object.values(error).filter(Array.isArray).flat();
  for (const candidate of [error.code, ...keyed, envelope.code, data.code]) {
    const found = code.safeParse(candidate).data;
    if (found === undefined || found === "100" || found === "101") continue;
    return { kind: "error", code: found, message: wordsOf(found, error, envelope, data) };
  }
  return { kind: "unreadable", detail: "no code that we know where to look for" };
}

const MESSAGE_CHARACTERS_MAX = 300;

/** The provider's words, with what its validator found; our table's when it has none. */
function wordsOf(
  found: string,
  error: Record<string, unknown>,
  envelope: Record<string, unknown>,
  data: Record<string, unknown>,
): string {
  const said = [error.message, envelope.message, data.message].find(isText) ?? CODES[found]?.en;
  const findings = textsIn(error.validations ?? envelope.validations);
  const words = [said, ...findings].filter(isText).map((text) => text.trim());
  return [...new Set(words)].join(" ").slice(0, MESSAGE_CHARACTERS_MAX) || `code ${found}`;
}

const isText = (value: unknown): value is string =>
  typeof value === "string" && value.trim() !== "";

/** Validations come as a list of objects, an object of lists, or an object of texts. */
function textsIn(value: unknown): string[] {
  if (isText(value)) return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
