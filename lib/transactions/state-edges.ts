import { NEXT, NEXT_WHEN_LATE, TRANSACTION_STATUSES, type TransactionStatus } from "./state";

export type StateEdge = {
  from: TransactionStatus;
  to: TransactionStatus;
  /** Walked only by money that came after the end and was accepted. */
  late: boolean;
};

/** The state machine as a list of edges, for whoever draws it. */
export function stateEdges(): StateEdge[] {
  return TRANSACTION_STATUSES.flatMap((from) => {
    const late = (NEXT_WHEN_LATE as Partial<Record<TransactionStatus, typeof NEXT.open>>)[from];
    return [
      ...NEXT[from].map((to) => ({ from, to, late: false })),
      ...(late ?? []).map((to) => ({ from, to, late: true })),
    ];
  });
}
