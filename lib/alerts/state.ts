/**
 * - `provider_only_payment`: the provider holds a paid, unverified session that we do not know
 * - `late_payment`: money came for a transaction that had ended, and its app does not accept it
 * - `provider_reversed`: the provider says that it took back a payment that is paid here
 * - `invariant_broken`: a rule of the books does not hold (lib/books)
 */
export const ALERT_KINDS = [
  "provider_only_payment",
  "late_payment",
  "provider_reversed",
  "invariant_broken",
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** Who resolves an alert without a person: its cause is gone at the provider, or from the books. */
export const SYSTEM_RESOLVERS = ["provider", "books"] as const;
