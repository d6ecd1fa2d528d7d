import { explainExchange } from "@/lib/providers/explain";
import type { Exchange } from "@/lib/providers/port";
import { exchangesOf } from "../exchanges-of";
import type {
  TimelineAnswer,
  TimelineDraft,
  TimelineFacts,
  TimelineKind,
  TimelineRaw,
  TimelineTone,
} from "./entry";
import type { TimelineSources } from "./sources";

type Event = TimelineSources["events"][number];

const KINDS: Record<string, [TimelineKind, TimelineTone]> = {
  "transaction.created": ["created", "neutral"],
  "attempt.opened": ["opened", "neutral"],
  "attempt.repeated": ["repeated", "neutral"],
  "attempt.lost": ["lost", "warn"],
  "attempt.ended": ["attempt_ended", "neutral"],
  "shopper.handed_off": ["handed_off", "neutral"],
  "callback.received": ["returned", "info"],
  "check.undecided": ["undecided", "info"],
  "check.compared": ["undecided", "neutral"],
  "transaction.paid": ["paid", "ok"],
  "transaction.failed": ["failed", "danger"],
  "transaction.canceled": ["canceled", "neutral"],
  "transaction.expired": ["expired", "neutral"],
  "transaction.excepted": ["excepted", "danger"],
  "refund.requested": ["refund_requested", "refund"],
  "transaction.settled": ["settled", "info"],
  "transaction.reversal": ["reversal", "refund"],
  "late_payment.returned": ["late_returned", "neutral"],
  "refund.approved": ["refund_approved", "refund"],
  "refund.declined": ["refund_declined", "neutral"],
  "refund.settled": ["refund_settled", "info"],
  "refund.accepted": ["refund_accepted", "refund"],
  "refund.unknown": ["refund_unknown", "info"],
  "refund.checked": ["refund_checked", "info"],
  "refund.succeeded": ["refund_succeeded", "refund"],
  "refund.failed": ["refund_failed", "danger"],
};

/** The transaction's own events. One that has no title of its own is told by its type. */
export function fromEvents({ events, providers, names }: TimelineSources): TimelineDraft[] {
  let newest = 0;
  return events.map((event) => {
    const [kind, tone] = KINDS[event.type] ?? ["other", "neutral"];
    const exchanges = exchangesOf(event.data);
    const provider = (event.attemptId && providers.get(event.attemptId)) || "";
    // `at` is when the database transaction began: of two that met it may run against their order.
    newest = Math.max(newest, event.at.getTime());
    return {
      id: `event-${event.seq}`,
      kind,
      tone: kind === "undecided" && isQuiet(event) ? "neutral" : tone,
      at: new Date(newest),
      actor: {
        type: event.actorType,
        id: event.actorId,
        name: (event.actorId && names.get(event.actorId)) || null,
      },
      requestId: event.requestId,
      durationMs: event.durationMs,
      facts: kind === "other" ? { name: event.type } : factsOf(event.data, exchanges),
      answers: exchanges.map((exchange) => answerOf(provider, exchange)),
      raw: [...exchanges.map(rawExchange), ...rawRest(event.data)],
    };
  });
}

/** The shopper is at the bank and has not paid yet: nothing to worry about. */
const isQuiet = ({ data }: Event) => data.why === "pending";

function answerOf(provider: string, exchange: Exchange): TimelineAnswer {
  return {
    call: exchange.call,
    httpStatus: exchange.response?.status ?? null,
    said: explainExchange(provider, exchange),
    durationMs: Math.round(exchange.durationMs),
  };
}

/** What the verbs write into `data`; anything may be missing from rows of an older version. */
type Told = {
  hint?: "ok" | "not_ok";
  why?: string;
  cause?: string;
  ref_id?: string | null;
  late?: boolean;
  failure?: { code: string | null; reason: string };
  reason?: string | null;
  exception?: string | null;
  amount_rials?: number;
  method?: string;
  note?: string | null;
};

function factsOf(data: Record<string, unknown>, exchanges: Exchange[]): TimelineFacts {
  const told = data as Told;
  const { why = told.cause, failure, amount_rials: amount } = told;
  const refund = amount !== undefined || "refund_id" in data;
  const facts: TimelineFacts = {};
  if (told.hint) facts.hint = told.hint;
  if (why) facts.why = why;
  if (told.ref_id !== undefined) facts.refId = told.ref_id;
  if (told.late) facts.late = true;
  if (failure) Object.assign(facts, { failureReason: failure.reason, failureCode: failure.code });
  if (amount !== undefined) facts.amountRials = BigInt(amount);
  if (told.note) facts.note = told.note;
  if (told.method) facts.method = told.method;
  // The same word means two things: why an operator must decide, or why money goes back.
  if (refund && told.reason !== undefined) facts.reason = told.reason;
  const exception = told.exception ?? (refund ? undefined : told.reason);
  if (exception) facts.exception = exception;
  const authority = authorityOf(exchanges);
  if (authority) facts.authority = authority;
  return facts;
}

/** The token that a session was opened with: only the answer to `request` gives one. */
function authorityOf(exchanges: Exchange[]): string | undefined {
  const body = exchanges.find(({ call }) => call === "request")?.response?.body;
  const data = (body as { data?: { authority?: unknown } } | undefined)?.data;
  return typeof data?.authority === "string" ? data.authority : undefined;
}

/** In reading order: the database keeps none. */
function rawExchange({ call, request, response }: Exchange): TimelineRaw {
  const answer = response && { status: response.status, body: response.body };
  return { title: call, text: JSON.stringify({ request, response: answer }, null, 2) };
}

function rawRest({ exchange: _, exchanges: __, ...rest }: Record<string, unknown>): TimelineRaw[] {
  return Object.keys(rest).length > 0
    ? [{ title: "event", text: JSON.stringify(rest, null, 2) }]
    : [];
}
