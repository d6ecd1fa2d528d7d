import type { SessionState } from "./port";

/**
 * Whose doing a code is, so that people ask the right one: the shopper or their bank, the merchant's
 * account at the provider, what the site asked for, or the provider itself.
 */
export type Party = "payer" | "merchant" | "site" | "provider";

/** A provider's own code in words. */
export type CodeWords = { code: string; en: string; fa: string; party: Party | null };

/** What one answer says, for people who read a timeline. Decides nothing. */
export type Explanation = CodeWords & {
  /** Of an inquiry: the state of the session. */
  state: SessionState | null;
  /** Who bears the fee, where the answer says. */
  feeBy: "merchant" | "payer" | null;
};
