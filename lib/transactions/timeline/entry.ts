import type { Explanation } from "@/lib/providers/explanation";

/** What happened, in one word: the key of its title under `consoleTransaction.timeline`. */
export type TimelineKind =
  | "created"
  | "opened"
  | "repeated"
  | "lost"
  | "attempt_ended"
  | "handed_off"
  | "returned"
  | "undecided"
  | "paid"
  | "failed"
  | "canceled"
  | "expired"
  | "excepted"
  | "settled"
  | "reversal"
  | "late_returned"
  | "refund_requested"
  | "refund_approved"
  | "refund_declined"
  | "refund_settled"
  | "refund_accepted"
  | "refund_unknown"
  | "refund_checked"
  | "refund_succeeded"
  | "refund_failed"
  | "webhook_delivered"
  | "webhook_refused"
  | "webhook_unanswered"
  | "webhook_given_up"
  | "webhook_canceled"
  | "rechecked"
  | "resent"
  | "audited"
  | "other";

export type TimelineTone = "ok" | "danger" | "warn" | "info" | "refund" | "neutral";

/** Who did it. `name` is what people call them: a key's public id, an operator's name or e-mail. */
export type TimelineActor = { type: string; id: string | null; name: string | null };

/** One call to the provider and what came of it. `said`: null when nothing in the answer can be read. */
export type TimelineAnswer = {
  call: string;
  /** Null: nothing came back. */
  httpStatus: number | null;
  said: Explanation | null;
  durationMs: number;
};

/** What is stored, as it is stored: already redacted. JSON or plain text. */
export type TimelineRaw = { title: string; text: string };

/** The webhook attempt an entry tells of. */
export type TimelineDelivery = {
  id: string;
  type: string;
  url: string;
  /** Which try it was, from 1, and after which it is given up. */
  attempt: number;
  attemptsMax: number;
  httpStatus: number | null;
  error: string | null;
  byHand: boolean;
};

/** Whatever else an entry's line tells; only what its kind has. */
export type TimelineFacts = {
  authority?: string;
  refId?: string | null;
  hint?: "ok" | "not_ok";
  late?: boolean;
  why?: string;
  failureReason?: string;
  failureCode?: string | null;
  exception?: string;
  amountRials?: bigint;
  method?: string;
  reason?: string | null;
  /** What an operator wrote about a decision. */
  note?: string;
  delivery?: TimelineDelivery;
  /** The audit's or the event's own name, of what has no title of its own. */
  name?: string;
};

/** One line of a transaction's history, from whatever source. */
export type TimelineEntry = {
  /** The same in every reading. */
  id: string;
  kind: TimelineKind;
  tone: TimelineTone;
  at: Date;
  actor: TimelineActor | null;
  requestId: string | null;
  /** How long it took by itself, in milliseconds. */
  durationMs: number | null;
  /** How long after the line before it, in milliseconds; null for the first. */
  sinceMs: number | null;
  facts: TimelineFacts;
  answers: TimelineAnswer[];
  raw: TimelineRaw[];
  /** The same thing with the same answer, right before: newest first. */
  repeats: TimelineEntry[];
};

/** An entry before it has its place among the others. */
export type TimelineDraft = Omit<TimelineEntry, "sinceMs" | "repeats">;
