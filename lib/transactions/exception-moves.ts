/**
 * What an operator may decide about a payment on hold.
 * - `fail`: it ends unpaid; money that was never verified goes back by itself at the provider
 * - `ask_again`: back on the ladder, asked at once
 * - `reverse`: money that was verified goes back to the shopper's bank, then it ends unpaid
 * - `keep`: the money stays with the merchant, who gives it back elsewhere; here it ends unpaid
 */
export const EXCEPTION_MOVES = ["fail", "ask_again", "reverse", "keep"] as const;
export type ExceptionMove = (typeof EXCEPTION_MOVES)[number];

/** Why a payment is on hold; the key of its words. */
export const EXCEPTION_REASONS = ["amount_mismatch", "paid_twice", "never_answered"] as const;
export type ExceptionReason = (typeof EXCEPTION_REASONS)[number];

/** The legal moves of each reason, the recommended one first. Of verified money only one is open at a time. */
export function movesOf(
  exception: string,
  { reversible }: { reversible: boolean },
): readonly ExceptionMove[] {
  switch (exception as ExceptionReason) {
    case "amount_mismatch":
      return ["fail"];
    case "never_answered":
      return ["ask_again", "fail"];
    case "paid_twice":
      return reversible ? ["reverse"] : ["keep"];
    default:
      return [];
  }
}
