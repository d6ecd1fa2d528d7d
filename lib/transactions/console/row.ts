import type { Mode } from "@/lib/context";
import type { TransactionStatus } from "../state";

/** A transaction as the console's list shows it. Money is Rials. */
export type ConsoleRow = {
  id: string;
  mode: Mode;
  status: TransactionStatus;
  /** Why a person must decide, e.g. `amount_mismatch`. */
  exception: string | null;
  /** The money came after the end and was accepted. */
  late: boolean;
  amountRials: bigint;
  refundedRials: bigint;
  orderId: string;
  description: string;
  app: { id: string; name: string };
  /** Of the attempt that speaks for it: the paid one, else the newest. */
  provider: string | null;
  authority: string | null;
  refId: string | null;
  cardPan: string | null;
  payerMobile: string | null;
  /** `reason` is a key of the messages' `failures`; `code` the provider's own. */
  failure: { code: string | null; reason: string } | null;
  /** A webhook of it was refused and has not arrived since. */
  undelivered: boolean;
  createdAt: Date;
  paidAt: Date | null;
  endedAt: Date | null;
};

export type ConsolePage = {
  rows: ConsoleRow[];
  /** For `after`; null on the last page. */
  nextCursor: string | null;
  /** For `before`; null on the first page. */
  previousCursor: string | null;
  /** The search names exactly one transaction, and this is it. */
  hit: string | null;
  /** Nothing here, but the search names one in the other mode or outside the other filters. */
  elsewhere: { id: string; mode: Mode } | null;
};
