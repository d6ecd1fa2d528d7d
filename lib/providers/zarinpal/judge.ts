import type { z } from "zod";
import type { Answer, Refusal, Verified, VerifyAnswer, VerifyRefusal } from "../port";
import type { Reply } from "./call";
import { persianWords } from "./codes";
import { verifiedData } from "./wire";

/**
 * Too many attempts: says nothing of what was asked. 429 is documented for a malformed referrer code,
 * which we never send, so it can only be a limit.
 */
const BUSY = new Set(["-12", "429"]);
/** "Oops": something broke on their side, perhaps after the work was done. */
const BROKEN = new Set(["-52"]);

const VERIFY_REFUSALS: Record<string, VerifyRefusal["kind"]> = {
  "-50": "amount_mismatch",
  "-51": "not_paid",
  "-53": "no_session",
  "-54": "no_session",
  "-55": "no_session",
};

/** Any call but verify: a negative code is a refusal, a success without the expected data is unknown. */
export function judge<S extends z.ZodType>(reply: Reply, data: S): Answer<z.output<S>> {
  if (reply.outcome === "unknown") return reply;
  const { exchange, envelope } = reply;
  if (envelope.kind === "success") {
    const value = data.safeParse(envelope.data);
    if (value.success) return { exchange, outcome: "accepted", value: value.data };
    const [issue] = value.error.issues;
    const detail = `accepted, but ${issue?.path.join(".") || "data"}: ${issue?.message}`;
    return { exchange, outcome: "unknown", cause: "unreadable", detail };
  }
  const refusal = refusalOf(envelope);
  if (BUSY.has(refusal.code)) return { exchange, ...unknown("busy", refusal) };
  const understood = refusal.code.startsWith("-") && !BROKEN.has(refusal.code);
  if (!understood) return { exchange, ...unknown("contradiction", refusal) };
  return { exchange, outcome: "refused", refusal };
}

/**
 * Verify: 100 and 101 both mean paid. Only codes about the session are refusals; the others (merchant
 * suspended, address not allowed, validation) say nothing of a payment that may have been made.
 */
export function judgeVerify(reply: Reply): VerifyAnswer {
  if (reply.outcome === "unknown") return reply;
  const { exchange, envelope } = reply;
  if (envelope.kind === "success") {
    const value: Verified = { ...verifiedData.parse(envelope.data), repeated: envelope.repeated };
    return { exchange, outcome: "accepted", value };
  }
  const refusal = refusalOf(envelope);
  const kind = VERIFY_REFUSALS[refusal.code];
  if (kind) return { exchange, outcome: "refused", refusal: { ...refusal, kind } };
  return { exchange, ...unknown(BUSY.has(refusal.code) ? "busy" : "contradiction", refusal) };
}

function refusalOf({ code, message }: { code: string; message: string }): Refusal {
  return { code, message, messageFa: persianWords(code) };
}

function unknown(cause: "busy" | "contradiction", refusal: Refusal) {
  const detail = `${refusal.code}: ${refusal.message}`;
  return { outcome: "unknown" as const, cause, detail, refusal };
}
