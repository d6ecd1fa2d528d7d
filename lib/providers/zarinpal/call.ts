import "server-only";
import { postToProvider } from "@/lib/net/provider-http";
import type { Exchange, ProviderAccount, UnknownCause } from "../port";
import { type Envelope, readEnvelope } from "./envelope";
import { type Call, DEADLINES_MS, type RefundCall, UNVERIFIED_BYTES_MAX } from "./limits";
import { parseOrUndefined } from "./parse-json";
import { redact, redactAnswer } from "./redact";

type Unknown = { outcome: "unknown"; cause: UnknownCause; detail: string };
/** An answer in ZarinPal's form, or why there is none. */
export type Reply = { exchange: Exchange } & (
  | { outcome: "read"; envelope: Exclude<Envelope, { kind: "unreadable" }> }
  | Unknown
);
export type Deadlines = Partial<Record<Call | RefundCall, number>>;

/**
 * Make one call and read its envelope, whatever the HTTP status. The exchange comes redacted.
 * @param deadlines milliseconds, for tests that cannot wait
 */
export async function callZarinpal(
  account: ProviderAccount,
  call: Call,
  body: Record<string, unknown>,
  deadlines: Deadlines = {},
): Promise<Reply> {
  const reply = await postToProvider(`${account.baseUrl}/pg/v4/payment/${call}.json`, body, {
    deadlineMs: deadlines[call] ?? DEADLINES_MS[call],
    ...(call === "unVerified" ? { bytesMax: UNVERIFIED_BYTES_MAX } : {}),
  });
  const { durationMs } = reply;
  const request = redact(body) as Record<string, unknown>;
  const exchange: Exchange = { call, request, response: null, durationMs };
  if (reply.kind !== "answered") {
    // A reset may have come after the work was done; port.ts has no finer word, `detail` does.
    const cause = reply.kind === "reset" ? "unreachable" : reply.kind;
    return { exchange, outcome: "unknown", cause, detail: `${reply.kind}: ${reply.detail}` };
  }
  const { status, text } = reply;
  const parsed = parseOrUndefined(text);
  exchange.response = { status, body: redactAnswer(parsed, text) };
  const envelope = readEnvelope(parsed);
  if (envelope.kind === "unreadable") {
    return { exchange, ...unreadable(status, parsed === undefined ? "not JSON" : envelope.detail) };
  }
  return { exchange, outcome: "read", envelope };
}

/** HTML pages and bodies without a code: all they tell is the HTTP status. */
function unreadable(status: number, detail: string): Unknown {
  const cause = status >= 500 ? "server_error" : status === 429 ? "busy" : "unreadable";
  return { outcome: "unknown", cause, detail: `HTTP ${status}: ${detail}` };
}
