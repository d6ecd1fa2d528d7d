import type { Mode } from "@/lib/context";

/** A signing secret that a receiver of this app may have taken. */
export type KnownSecret = {
  secret: string;
  /** `current` and `old` are of the delivery's own endpoint. */
  kind: "current" | "old" | "other";
  endpointId: string;
  mode: Mode;
  /** When an old one stopped signing, or will. */
  endsAt: string | null;
};

/** One attempt as it left. */
export type SentAttempt = {
  attempt: number;
  atMs: number;
  /** Unix seconds, as in its header; null where headers were not kept. */
  timestamp: number | null;
  /** The `webhook-signature` header; null where headers were not kept. */
  header: string | null;
  /** The `date` header of the answer: what the receiver's clock said. */
  answeredAtMs: number | null;
};

/** All that a signature may have been made of. */
export type Sent = {
  eventId: string;
  deliveryId: string;
  transactionId: string | null;
  body: string;
  /** The one that is asked about. */
  attempt: SentAttempt;
  /** The others of the same delivery. */
  others: SentAttempt[];
  secrets: KnownSecret[];
};

/** What a receiver says of its own check. All are optional, one at least is there. */
export type Given = {
  signature?: string | undefined;
  body?: string | undefined;
  secret?: string | undefined;
  timestamp?: string | undefined;
  header?: string | undefined;
};
