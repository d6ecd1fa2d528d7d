import type { ReasonOf } from "@/lib/errors";
import type { Capabilities } from "@/lib/providers/port";
import type { RefundMethod } from "./state";

/** What the choice rests on. Amounts are Rials, times the database's. */
export type Facts = {
  can: Pick<
    Capabilities,
    "reverse" | "refund" | "refundsAtOnce" | "reverseWindowSeconds" | "refundMinRials"
  >;
  /** Whether the account has what the provider's refund needs. */
  refundSetUp: boolean;
  paid: {
    amountRials: bigint;
    refundedRials: bigint;
    paidAt: Date | null;
    authority: string | null;
    refId: string | null;
  };
  /** The provider refused to reverse this payment before. */
  reverseRefused: boolean;
  now: Date;
};
export type Way = { method: RefundMethod } | { closed: ReasonOf<"conflict"> };

/** A call and our clock take time too: what is this near the end of the window is not tried. */
const MARGIN_MS = 60_000;

/**
 * How this much of a payment goes back: reversed when it is all of it and the bank can still undo it,
 * else by the provider's refund; or why there is no way now.
 */
export function chooseWay(facts: Facts, amountRials: bigint): Way {
  const { can, refundSetUp, paid } = facts;
  const whole = paid.refundedRials === 0n && amountRials === paid.amountRials;
  const until = reverseUntil(facts);
  if (whole && until && until > facts.now) return { method: "reverse" };
  if (!can.refund || !refundSetUp) return { closed: "refund_not_set_up" };
  // Without the provider's reference its refund door cannot be shown which payment is meant.
  if (paid.refId === null) return { closed: "not_refundable" };
  if (can.refundMinRials !== null && amountRials < can.refundMinRials) {
    return { closed: "refund_below_minimum" };
  }
  return { method: "refund" };
}

/** Until when the payment may be reversed as far as we know; null when it cannot be. */
export function reverseUntil({ can, paid, reverseRefused }: Facts): Date | null {
  if (!can.reverse || can.reverseWindowSeconds === null || reverseRefused) return null;
  if (paid.paidAt === null || paid.authority === null || paid.refundedRials > 0n) return null;
  return new Date(paid.paidAt.getTime() + can.reverseWindowSeconds * 1_000 - MARGIN_MS);
}
