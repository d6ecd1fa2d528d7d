/** What an operator must look at, the most pressing first: the order of the whole inbox. */
export const STUCK_KINDS = [
  "exception",
  "alert",
  "verifying",
  "refund",
  "endpoint",
  "delivery",
  "key",
] as const;
export type StuckKind = (typeof STUCK_KINDS)[number];

/**
 * What happened, in one word: the key of its sentence.
 * - `exception`: the money is at the provider or may be, and our rules cannot place it
 * - `alert`: what the provider or the books show that no transaction of ours can tell by itself
 * - `verifying`: asked about for long, without a certain answer
 * - `refund`: sent without a certain answer, frozen, or waiting for a second person
 * - `endpoint`: switched off by us, or every recent delivery to it fails
 * - `delivery`: a site does not know yet how a payment ended, and may never
 * - `key`: a site that still signs with it will soon be refused
 */
export const STUCK_CASES = {
  exception: ["amount_mismatch", "paid_twice", "never_answered", "exception_other"],
  alert: ["late_payment", "provider_only_payment", "provider_reversed", "invariant_broken"],
  verifying: ["verifying_long"],
  refund: ["refund_unknown", "refund_exception", "refund_waiting"],
  endpoint: ["endpoint_disabled", "endpoint_failing"],
  delivery: ["delivery_dead", "delivery_failing"],
  key: ["key_in_use", "key_ending"],
} as const satisfies Record<StuckKind, readonly string[]>;
export type StuckCase = (typeof STUCK_CASES)[StuckKind][number];

/** The one thing to do about it. All but `recheck`, `resend` and `resolve` lead to a page. */
export type StuckAction =
  | "recheck"
  | "resend"
  | "resolve"
  | "open_transaction"
  | "open_refund"
  | "open_endpoint"
  | "open_delivery"
  | "open_keys";

/** The recommended action of each case. */
export const RECOMMENDED: Record<StuckCase, StuckAction> = {
  amount_mismatch: "open_transaction",
  paid_twice: "open_transaction",
  // The provider has been asked for days and is asked no more.
  never_answered: "open_transaction",
  exception_other: "open_transaction",
  late_payment: "open_transaction",
  provider_only_payment: "resolve",
  provider_reversed: "resolve",
  invariant_broken: "resolve",
  verifying_long: "recheck",
  refund_unknown: "open_refund",
  refund_exception: "open_refund",
  refund_waiting: "open_refund",
  endpoint_disabled: "open_endpoint",
  endpoint_failing: "open_endpoint",
  delivery_dead: "resend",
  delivery_failing: "resend",
  key_in_use: "open_keys",
  key_ending: "open_keys",
};

export function isStuckKind(text: string | null | undefined): text is StuckKind {
  return (STUCK_KINDS as readonly (string | null | undefined)[]).includes(text);
}
