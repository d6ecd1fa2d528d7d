/** A payment session as the provider knows it: the truth that the books are compared with. Rials. */
export type Session = {
  readonly authority: string;
  readonly merchantId: string;
  readonly amountRials: number;
  readonly refId: number;
  state: "IN_BANK" | "PAID" | "VERIFIED" | "FAILED" | "REVERSED";
  paidAtMs: number;
  /** Until then the payment does not show, in milliseconds since 1970. */
  visibleAtMs: number;
  /** How often verify was answered with 100: more than once would be the provider's own fault. */
  verifications: number;
  /** Oldest first. */
  readonly refunds: { amountRials: number; atMs: number }[];
};

/** What callers see now: what does not show yet is still at the bank. */
export function visibleState(session: Session): Session["state"] {
  return session.state === "PAID" && session.visibleAtMs > Date.now() ? "IN_BANK" : session.state;
}

export const refundedRials = ({ refunds }: Session) =>
  refunds.reduce((sum, { amountRials }) => sum + amountRials, 0);
