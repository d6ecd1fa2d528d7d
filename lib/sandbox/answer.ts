import { CODE_TEXTS, type ErrorCode } from "./error-codes";
import type { ScenarioName } from "./scenarios";
import { TIMES_MS } from "./times";

/** What goes back over the wire: JSON unless `body` is text, which is HTML. */
export type WireAnswer = { status: number; body: unknown; holdMs: number };

/** Success, with the members of `data`, or an error with ZarinPal's code. */
export type Outcome =
  | { data: Record<string, unknown>; bare?: true }
  | { code: ErrorCode; field: string; findings?: readonly string[] };

/** An outcome in ZarinPal's form, as the scenario wants it. `bare` leaves out the empty `errors`. */
export function answer(outcome: Outcome, scenario: ScenarioName | null): WireAnswer {
  const holdMs = scenario === "slow" ? TIMES_MS.slow : 0;
  if ("data" in outcome) {
    const data = shapeData(outcome.data, scenario);
    return { status: 200, body: outcome.bare ? { data } : { data, errors: [] }, holdMs };
  }
  const status = scenario === "errors_with_http_200" ? 200 : statusOf(outcome.code);
  return { status, body: shapeError(outcome, scenario), holdMs };
}

/** No answer at all, as far as any client waits. */
export const silence = (): WireAnswer => ({ ...badGateway(), holdMs: TIMES_MS.hang });

/** What a web server in front of a broken application says. */
export function badGateway(): WireAnswer {
  return { status: 502, body: htmlPage("502 Bad Gateway"), holdMs: 0 };
}

/** What a broken application says itself. */
export function serverError(): WireAnswer {
  return { status: 500, body: { message: "Server Error" }, holdMs: 0 };
}

/** The plain page of a web server. */
export function htmlPage(title: string): string {
  return `<html>\n<head><title>${title}</title></head>\n<body>\n<center><h1>${title}</h1></center>\n<hr><center>nginx</center>\n</body>\n</html>\n`;
}

function statusOf(code: ErrorCode): number {
  if (code === -9) return 422;
  return code === -12 ? 429 : 401;
}

function shapeData(data: Record<string, unknown>, scenario: ScenarioName | null) {
  const shaped = { ...data };
  if (scenario === "text_codes") shaped.code = String(shaped.code);
  if (scenario === "text_shaparak_fee" && "shaparak_fee" in shaped) {
    shaped.shaparak_fee = String(shaped.shaparak_fee);
  }
  if (scenario === "missing_ref_id_on_101" && shaped.code === 101) delete shaped.ref_id;
  return shaped;
}

/** The forms in which ZarinPal's errors were documented or recorded; the last one is today's usual. */
function shapeError(
  { code, field, findings = [] }: Exclude<Outcome, { data: unknown }>,
  scenario: ScenarioName | null,
): unknown {
  const text = CODE_TEXTS[code];
  const written = scenario === "text_codes" ? String(code) : code;
  const message = findings[0] ?? text;
  if (scenario === "keyed_errors") {
    return { message: message.replace(/\.$/, ""), errors: { [field]: [message, String(code)] } };
  }
  if (scenario === "listed_errors") {
    return { data: {}, errors: [{ message, code: written, validations: [] }] };
  }
  if (scenario === "bare_errors") {
    return { data: {}, errors: { message, code: written, validations: [] } };
  }
  const validations = findings.map((description) => ({ description }));
  if (scenario === "old_errors") {
    return { data: [], errors: { code: written, message: text, validations } };
  }
  return { data: {}, errors: { message: text, code: written, validations } };
}
