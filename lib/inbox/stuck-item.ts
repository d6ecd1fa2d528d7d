import type { Explanation } from "@/lib/providers/explanation";
import type { StuckAction, StuckCase, StuckKind } from "./state";

/** One thing that needs a person, with what its sentence and its row tell. */
export type StuckItem = {
  kind: StuckKind;
  /** What happened: a key of the messages' `consoleInbox.cases`. */
  what: StuckCase;
  since: Date;
  /** Of the thing itself: a transaction, refund, alert, endpoint, delivery or key. */
  id: string;
  /** Null where it is of no app. */
  app: { id: string; name: string } | null;
  /** The payment it is about, if it is about one. */
  payment: { id: string; orderId: string } | null;
  /** Whole Rials: of the payment, of the refund, or of what the provider shows. */
  amountRials: bigint | null;
  /** Of an endpoint or a delivery. */
  url: string | null;
  endpointId: string | null;
  /** Of a delivery: tries so far, and the HTTP status that the last one got, if any. */
  tries: number | null;
  lastStatus: number | null;
  /** What the provider said last, of a payment or a refund; null when nothing came back that can be read. */
  said: { call: string; words: Explanation | null } | null;
  /** Of an alert: the provider's name for the payment; the rule that does not hold, and for how many. */
  token: string | null;
  rule: { id: string; says: string; broken: number } | null;
  /** Of a key. */
  key: { publicId: string; lastUsedAt: Date | null; expiresAt: Date } | null;
  /** The one thing to do, and whether this operator may. */
  action: { name: StuckAction; allowed: boolean };
};
