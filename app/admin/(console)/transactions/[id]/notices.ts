import { explainCode } from "@/lib/providers/explain";
import type { CodeWords, Party } from "@/lib/providers/explanation";
import { EXCEPTION_REASONS, type ExceptionReason } from "@/lib/transactions/exception-moves";
import type { TransactionStory } from "@/lib/transactions/get-transaction-story";
import type { DeliveryLine } from "@/lib/webhooks/serialize";
import type { DeliveryStatus } from "@/lib/webhooks/state";

/** What an operator should know before anything else. `kind` is the key of its words under `notice`. */
export type Notice = {
  kind: NoticeKind;
  tone: "danger" | "warn" | "info" | "neutral";
  /** Whose doing it is, where that is known. Of a refused payment nobody says whether the bank or the shopper. */
  party?: Party | "shopper";
  /** The provider's code, in its words. */
  said?: CodeWords;
  /** Why nothing is certain: a key under `why`. */
  why?: string;
  /** The moment that the words speak of. */
  at?: Date;
  /** When something happens next by itself. */
  next?: Date;
  tries?: number;
  /** A name that is no text: an exception's, or a webhook event's type. */
  code?: string;
  leadsTo?: { transactionId: string } | { deliveryId: string };
};
type NoticeKind =
  | FailureKind
  | `rejected_${"merchant" | "site" | "provider" | "other"}`
  | `expired_${"unopened" | "unseen" | "abandoned" | "unpaid"}`
  | "opening"
  | "unopened"
  | "waiting_unseen"
  | "waiting_at_bank"
  | "unknown"
  | ExceptionReason
  | "exception_other"
  | "late"
  | "late_taken"
  | `webhook_${"retrying" | "dead" | "held"}`
  | `refund_${"unknown" | "exception" | "waiting" | "failed"}`;
type FailureKind =
  | "payment_failed"
  | "unknown_to_provider"
  | "order_already_paid"
  | "canceled_by_shopper"
  | "settled_by_operator"
  | "reversed_by_operator"
  | "failed_other";

type Told = Pick<
  TransactionStory,
  "transaction" | "attempt" | "attempts" | "timeline" | "deliveries" | "refunds" | "related"
>;

/** The most pressing first. Nothing is said of a payment that went as it should. */
export function noticesOf(story: Told, now: Date): Notice[] {
  return [...ofCourse(story, now), ...ofRefunds(story), ...ofWebhooks(story, now)];
}

function ofCourse(story: Told, now: Date): Notice[] {
  const { transaction, attempt } = story;
  const { status, exception } = transaction;
  if (exception) return [ofException(story, exception)];
  if (status === "paid") {
    const kind = attempt?.lateAcceptedAt ? "late_taken" : "late";
    return transaction.lateAt ? [{ kind, tone: "info" }] : [];
  }
  if (status === "created") return [ofUnopened(story, now)];
  if (status === "open") return [ofWaiting(story)];
  if (status === "verifying") return [ofUnknown(story, now)];
  return [ofUnpaidEnd(story)];
}

function ofException({ timeline }: Told, exception: string): Notice {
  if (!(EXCEPTION_REASONS as readonly string[]).includes(exception)) {
    return { kind: "exception_other", tone: "danger", code: exception };
  }
  const kind = exception as ExceptionReason;
  const said = timeline.find((entry) => entry.kind === "excepted")?.answers.at(-1)?.said;
  return { kind, tone: "danger", ...(said && kind !== "paid_twice" ? { said } : {}) };
}

function ofUnopened({ transaction, timeline }: Told, now: Date): Notice {
  if (transaction.openingUntil && transaction.openingUntil > now) {
    return { kind: "opening", tone: "info" };
  }
  const why = timeline.find(({ kind }) => kind === "lost")?.facts.why;
  return { kind: "unopened", tone: "warn", at: transaction.expiresAt, ...(why ? { why } : {}) };
}

function ofWaiting({ transaction, attempt }: Told): Notice {
  const kind = attempt?.handedOffAt ? "waiting_at_bank" : "waiting_unseen";
  return { kind, tone: "neutral", at: transaction.expiresAt };
}

function ofUnknown({ attempt, timeline }: Told, now: Date): Notice {
  const notice: Notice = { kind: "unknown", tone: "info" };
  const last = timeline.find(({ kind }) => kind === "undecided");
  if (last?.facts.why) notice.why = last.facts.why;
  const said = last?.answers.at(-1)?.said;
  if (said) notice.said = said;
  const next = attempt?.nextCheckAt;
  if (next && next > now) notice.next = next;
  return notice;
}

function ofUnpaidEnd(story: Told): Notice {
  const { transaction, attempt, attempts, related } = story;
  const { failureReason: reason, failureCode: code, expiresAt: at } = transaction;
  switch (reason) {
    case "canceled_by_shopper":
      return { kind: reason, tone: "neutral", party: "shopper" };
    case "settled_by_operator":
    case "reversed_by_operator":
      return { kind: reason, tone: "neutral" };
    case "expired": {
      const opened = attempts.some(({ authority }) => authority !== null);
      if (!opened) return { kind: "expired_unopened", tone: "warn", party: "provider", at };
      if (!attempt?.handedOffAt) return { kind: "expired_unseen", tone: "neutral", at };
      if (attempt.callbackAt) return { kind: "expired_unpaid", tone: "neutral", at };
      return { kind: "expired_abandoned", tone: "neutral", party: "shopper", at };
    }
    case "order_already_paid": {
      const paid = related.order.find(({ status }) => status === "paid");
      const leadsTo = paid && { leadsTo: { transactionId: paid.id } };
      return { kind: reason, tone: "warn", ...leadsTo };
    }
  }
  const said = code === null ? null : explainCode(attempt?.provider ?? "", code);
  const words = said ? { said } : {};
  if (reason === "provider_rejected") {
    const party = said?.party;
    const known = party === "merchant" || party === "site" || party === "provider";
    const kind = `rejected_${known ? party : "other"}` as const;
    return { kind, tone: "danger", party: known ? party : "provider", ...words };
  }
  if (reason === "payment_failed")
    return { kind: reason, tone: "danger", party: "payer", ...words };
  if (reason === "unknown_to_provider") {
    return { kind: reason, tone: "danger", party: "merchant", ...words };
  }
  return { kind: "failed_other", tone: "danger", ...words };
}

/** Of several endpoints the one that is worst off speaks: each has its row further down. */
function ofWebhooks({ deliveries }: Told, now: Date): Notice[] {
  const open = deliveries.filter(
    ({ status, resumeStatus }) => status !== "delivered" && resumeStatus !== "delivered",
  );
  const newest = (...wanted: DeliveryStatus[]) =>
    open.filter(({ status }) => wanted.includes(status)).at(-1);
  const dead = newest("dead");
  if (dead) return [webhook("webhook_dead", "danger", dead)];
  const tried = newest("pending", "sending");
  if (tried && tried.attempt > 0) {
    const planned = tried.status === "pending" && tried.nextAttemptAt > now;
    const next = planned ? { next: tried.nextAttemptAt } : {};
    return [{ ...webhook("webhook_retrying", "warn", tried), ...next }];
  }
  const held = newest("held");
  return held ? [webhook("webhook_held", "warn", held)] : [];
}

function webhook(kind: NoticeKind, tone: Notice["tone"], line: DeliveryLine): Notice {
  return { kind, tone, tries: line.attempt, code: line.type, leadsTo: { deliveryId: line.id } };
}

function ofRefunds({ refunds }: Told): Notice[] {
  if (refunds.some(({ exception }) => exception !== null)) {
    return [{ kind: "refund_exception", tone: "danger" }];
  }
  if (refunds.some(({ status }) => status === "unknown")) {
    return [{ kind: "refund_unknown", tone: "info" }];
  }
  if (refunds.some(({ approval, endedAt }) => approval === "waiting" && endedAt === null)) {
    return [{ kind: "refund_waiting", tone: "warn" }];
  }
  const newest = refunds[0];
  if (newest?.status !== "failed") return [];
  const { provider, failureCode } = newest;
  const said = failureCode === null ? null : explainCode(provider, failureCode);
  return [{ kind: "refund_failed", tone: "warn", ...(said ? { said } : {}) }];
}
