import type { StuckAction, StuckCase, StuckKind } from "./state";

/** One thing that needs a person, with what its sentence and its row tell. */
export type StuckItem = {
  kind: StuckKind;
  /** What happened: a key of the messages' `consoleInbox.cases`. */
  what: StuckCase;
  since: Date;
  /** Of the thing itself: a transaction, refund, endpoint, delivery or key. */
  id: string;
  app: { id: string; name: string };
  /** The payment it is about, if it is about one. */
  payment: { id: string; orderId: string } | null;
  /** Whole Rials: of the payment, or of the refund. */
  amountRials: bigint | null;
  /** Of an endpoint or a delivery. */
  url: string | null;
  endpointId: string | null;
  /** Of a delivery: tries so far, and the HTTP status that the last one got, if any. */
  tries: number | null;
  lastStatus: number | null;
  /** Of a key. */
  key: { publicId: string; lastUsedAt: Date | null; expiresAt: Date } | null;
  /** The one thing to do, and whether this operator may. */
  action: { name: StuckAction; allowed: boolean };
};
