export const TRANSACTION_STATUSES = [
  "created",
  "open",
  "verifying",
  "paid",
  "failed",
  "canceled",
  "expired",
] as const;
export type TransactionStatus = (typeof TRANSACTION_STATUSES)[number];

/**
 * Every edge a transaction may walk (client-api.md §3). The guarded updates, the database's own trigger
 * and the diagram of the docs are made from it. Late money is the only way out of an end.
 */
export const NEXT: Record<TransactionStatus, readonly TransactionStatus[]> = {
  created: ["open", "failed", "expired"],
  open: ["verifying", "paid", "failed", "canceled", "expired"],
  verifying: ["paid", "failed", "canceled", "expired"],
  paid: [],
  failed: [],
  canceled: [],
  expired: [],
};
/** Money that came after the end and was accepted: then, and only then, `late_at` is set. */
export const NEXT_WHEN_LATE: Record<UnpaidEnd, readonly TransactionStatus[]> = {
  failed: ["paid"],
  canceled: ["paid"],
  expired: ["paid"],
};

/** Not final: something may still happen by itself. */
export const LIVE_STATUSES = ["created", "open", "verifying"] as const;
export const UNPAID_ENDS = ["failed", "canceled", "expired"] as const;
export type UnpaidEnd = (typeof UNPAID_ENDS)[number];
/** Final states that a site is told about by webhook. */
const FINAL_STATUSES = ["paid", ...UNPAID_ENDS] as const;
export type FinalStatus = (typeof FINAL_STATUSES)[number];

/** The statuses a guarded update to `to` may start from. */
export function statusesBefore(to: TransactionStatus): TransactionStatus[] {
  return TRANSACTION_STATUSES.filter((from) => NEXT[from].includes(to));
}

export function isFinal(status: TransactionStatus): status is FinalStatus {
  return (FINAL_STATUSES as readonly string[]).includes(status);
}

export function isUnpaidEnd(status: TransactionStatus): status is UnpaidEnd {
  return (UNPAID_ENDS as readonly string[]).includes(status);
}

/**
 * One try at one provider. `requesting`: asked, no answer yet (or the answer was lost: then it stays
 * so, and the provider may hold a session we do not know). `open`: the authority is known.
 */
export const ATTEMPT_STATUSES = [
  "requesting",
  "open",
  "refused",
  "lost",
  "paid",
  "unpaid",
] as const;
