import { z } from "zod";
import type { RefundSeen } from "../port";

/** ZarinPal docs: https://www.zarinpal.com/docs/apiDocs/query/terminal */
export const TERMINALS = "query Terminals { Terminals { id key } }";

const SEEN = "id amount timeline { refund_amount refund_time refund_status }";

/** ZarinPal docs: https://www.zarinpal.com/docs/apiDocs/query/session */
export const SESSIONS_OF_REFERENCE = `query Sessions($terminal_id: ID!, $reference_id: String) {
  Session(terminal_id: $terminal_id, reference_id: $reference_id) { ${SEEN} }
}`;
export const SESSION_BY_ID = `query SessionById($terminal_id: ID!, $id: ID) {
  Session(terminal_id: $terminal_id, id: $id) { ${SEEN} }
}`;

/** ZarinPal docs: https://www.zarinpal.com/docs/apiDocs/query/refund */
export const ADD_REFUND = `mutation AddRefund($session_id: ID!, $amount: BigInteger!, $description: String, $method: InstantPayoutActionTypeEnum, $reason: RefundReasonEnum) {
  resource: AddRefund(session_id: $session_id, amount: $amount, description: $description, method: $method, reason: $reason) {
    terminal_id ${SEEN}
  }
}`;

export type RefundRoute = "PAYA" | "CARD";

const id = z.union([z.string().min(1).max(64), z.int()]).transform(String);
const rials = z
  .union([z.int().nonnegative(), z.string().regex(/^\d{1,18}$/)])
  .transform((amount) => BigInt(amount));

/** ISO 8601. Without a zone Tehran's is meant, which has had no summer time since 2022. */
const moment = z.string().transform((text, ctx) => {
  const zoned = /(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text.trim().replace(" ", "T")}+03:30`;
  const at = new Date(zoned);
  if (Number.isNaN(at.getTime())) ctx.addIssue("is no moment");
  return at;
});

/**
 * The words of its documents, and those of its panel's own schema, where a refund is a reconciliation.
 * CONFLICTED_REVERSED is left out: it says nothing certain.
 */
const STATUSES: Record<string, RefundSeen["status"]> = {
  PENDING: "pending",
  IN_PROGRESS: "pending",
  SUCCESS: "succeeded",
  PAID: "succeeded",
  FAILED: "failed",
  REJECTED: "failed",
  BANK_REJECTED: "failed",
  REVERSED: "failed",
};

const seen = z
  .object({
    refund_amount: rials,
    refund_time: moment,
    refund_status: z.string().refine((word) => Object.hasOwn(STATUSES, word.toUpperCase())),
  })
  .transform(
    ({ refund_amount, refund_time, refund_status }): RefundSeen => ({
      status: STATUSES[refund_status.toUpperCase()] as RefundSeen["status"],
      code: refund_status,
      amountRials: refund_amount,
      at: refund_time,
    }),
  );

/** A timeline has one place for a refund, so it tells of the newest; nothing in it: there is none. */
const timeline = z.preprocess((value) => {
  const last = Array.isArray(value) ? (value.at(-1) ?? null) : value;
  if (typeof last !== "object" || last === null) return null;
  const { refund_amount, refund_time, refund_status } = last as Record<string, unknown>;
  const blank = [refund_amount, refund_time, refund_status].every(
    (one) => one === undefined || one === null,
  );
  return blank ? null : last;
}, seen.nullable());

export const terminalsData = z.object({
  Terminals: z.array(z.object({ id, key: z.string().nullish() })),
});
export const sessionsData = z.object({
  Session: z.preprocess(
    (value) => (Array.isArray(value) || value === null ? (value ?? []) : [value]),
    z.array(z.object({ id, amount: rials, timeline })),
  ),
});
export const addedData = z
  .object({ resource: z.object({ timeline: timeline.refine((refund) => refund !== null) }) })
  .transform(({ resource }) => resource.timeline as RefundSeen);
