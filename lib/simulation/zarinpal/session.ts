/** A refund as the provider made it. Milliseconds since the epoch. */
export type MadeRefund = {
  amount: number;
  at: number;
  paysAt: number;
  end: "PAID" | "FAILED";
};

/** One payment session, as it truly is at the provider. Amounts are Rials. */
export type Session = {
  authority: string;
  id: string;
  refId: number;
  amount: number;
  state: "IN_BANK" | "PAID" | "VERIFIED" | "FAILED" | "REVERSED";
  /** From when on the provider's own answers show that it is paid. */
  visibleAt: number;
  /** How often a verify was told that nothing is paid. */
  refused: number;
  /** How often a verify was told 100: the first that counts. */
  captured: number;
  refunds: MadeRefund[];
};

/** What one would see who asks now: a payment that is not visible yet looks like none. */
export function shownState(session: Session, now: number): Session["state"] {
  return session.state === "PAID" && now < session.visibleAt ? "IN_BANK" : session.state;
}

export const isFailed = (refund: MadeRefund, now: number) =>
  refund.end === "FAILED" && now >= refund.paysAt;

/** What the provider has given back or is about to. */
export function givenBack(session: Session, now: number): number {
  if (session.state === "REVERSED") return session.amount;
  return session.refunds
    .filter((refund) => !isFailed(refund, now))
    .reduce((sum, { amount }) => sum + amount, 0);
}
