import "server-only";
import { z } from "zod";
import { postToProvider } from "@/lib/net/provider-http";
import type { Answer, Exchange, RefundAccess } from "../port";
import type { Deadlines } from "./call";
import { REFUND_DEADLINES_MS, type RefundCall } from "./limits";
import { parseOrUndefined } from "./parse-json";
import { redact, redactAnswer } from "./redact";

const members = z.record(z.string(), z.unknown());
type Members = z.output<typeof members>;

/**
 * One operation of ZarinPal's GraphQL API, and its `data` read by a schema. The token goes into a header
 * and nowhere else. `refused` only where nothing can have been done: no right to ask, or an error in
 * words and no data beside it.
 * ZarinPal docs: https://www.zarinpal.com/docs/apiDocs/
 */
export async function callGraphql<S extends z.ZodType>(
  access: RefundAccess,
  operation: { call: RefundCall; query: string; variables: Members; data: S },
  deadlines: Deadlines = {},
): Promise<Answer<z.output<S>>> {
  const { call, query, variables } = operation;
  const reply = await postToProvider(
    `${access.baseUrl}/api/v4/graphql`,
    { query, variables },
    { deadlineMs: deadlines[call] ?? REFUND_DEADLINES_MS[call], bearer: access.token },
  );
  const request = redact(variables) as Members;
  const exchange: Exchange = { call, request, response: null, durationMs: reply.durationMs };
  if (reply.kind !== "answered") {
    const cause = reply.kind === "reset" ? "unreachable" : reply.kind;
    return {
      exchange,
      outcome: "unknown",
      cause,
      detail: `${reply.kind}: ${reply.detail}`,
    };
  }
  const { status, text } = reply;
  const parsed = parseOrUndefined(text);
  exchange.response = { status, body: redactAnswer(parsed, text) };
  return { exchange, ...judge(status, members.safeParse(parsed).data, operation.data) };
}

type Judged<T> = T extends { exchange: Exchange } ? Omit<T, "exchange"> : never;

function judge<S extends z.ZodType>(
  status: number,
  body: Members | undefined,
  schema: S,
): Judged<Answer<z.output<S>>> {
  if (status === 401 || status === 403) return refused("unauthenticated", wordsOf(body));
  if (status === 429) return unknown("busy", "HTTP 429");
  if (status >= 500) return unknown("server_error", `HTTP ${status}`);
  if (!body) return unknown("unreadable", `HTTP ${status}: not a JSON object`);
  const data = schema.safeParse(body.data);
  const errors = errorsOf(body);
  if (errors.length === 0) {
    if (data.success) return { outcome: "accepted", value: data.data };
    const [issue] = data.error.issues;
    return unknown("unreadable", `data.${issue?.path.join(".")}: ${issue?.message}`);
  }
  if (hasData(body.data)) return unknown("contradiction", "errors beside data");
  const [first] = errors as [Members, ...Members[]];
  if (isInternal(first)) return unknown("server_error", wordsOf(first));
  return refused(codeOf(first), wordsOf(first));
}

function errorsOf({ errors }: Members): Members[] {
  if (errors === undefined || errors === null) return [];
  const list = Array.isArray(errors) ? errors : [errors];
  return list.map((error) => members.safeParse(error).data ?? { message: String(error) });
}

/** GraphQL answers a failed operation with `data: null`, or with null under each name that was asked. */
function hasData(data: unknown): boolean {
  const named = members.safeParse(data).data;
  return named !== undefined && Object.values(named).some((value) => value !== null);
}

/** Their own failure in words: what was asked may have been done. */
function isInternal({ message, extensions }: Members): boolean {
  const { category } = members.safeParse(extensions).data ?? {};
  return category === "internal" || /server error/i.test(String(message ?? ""));
}

function codeOf({ readable_code: readable, code, extensions }: Members): string {
  const { category } = members.safeParse(extensions).data ?? {};
  const found = [readable, code, category].find(
    (one) => (typeof one === "string" && one !== "") || typeof one === "number",
  );
  return String(found ?? "graphql_error").slice(0, 64);
}

const WORDS_MAX = 300;

/** The message, and what a validator found. */
function wordsOf(error: Members | undefined): string {
  const { message, validation } = error ?? {};
  const findings = (Array.isArray(validation) ? validation : []).map(
    (one) => members.safeParse(one).data?.message,
  );
  const words = [message, ...findings].filter((text) => typeof text === "string" && text.trim());
  return [...new Set(words)].join(" ").slice(0, WORDS_MAX) || "no words";
}

function refused(code: string, message: string) {
  const messageFa = "زرین‌پال درخواست استرداد را نپذیرفت.";
  return { outcome: "refused" as const, refusal: { code, message, messageFa } };
}

function unknown(
  cause: "busy" | "server_error" | "unreadable" | "contradiction",
  detail: string,
): { outcome: "unknown"; cause: typeof cause; detail: string } {
  return { outcome: "unknown", cause, detail };
}
