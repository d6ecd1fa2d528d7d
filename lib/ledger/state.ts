/**
 * `provider_clearing`: what a provider holds for the merchant. `merchant_payable`: what the merchant has
 * earned by its payments. `provider_fees`: what providers keep. `refunds`: what went back to shoppers.
 */
export const LEDGER_ACCOUNTS = [
  "provider_clearing",
  "merchant_payable",
  "provider_fees",
  "refunds",
] as const;

/** What an entry books. A correction is an operator's, and names what it corrects. */
export const ENTRY_KINDS = ["payment", "fee", "refund", "correction"] as const;
