/** Reverse is possible this long after a payment, in seconds. ZarinPal docs: https://www.zarinpal.com/docs/paymentGateway/moreFeatures/reverse */
export const REVERSE_WINDOW_SECONDS = 30 * 60;

/**
 * ZarinPal gives unverified money back "in the prescribed period" and names no period.
 * ZarinPal docs: https://www.zarinpal.com/docs/paymentGateway/moreFeatures/session-validation
 */
export const VERIFY_WINDOW_SECONDS = null;

/** Deadlines of one call, in milliseconds, from connecting to the last byte. */
export const DEADLINES_MS = {
  request: 10_000,
  verify: 10_000,
  inquiry: 8_000,
  unVerified: 10_000,
  reverse: 10_000,
  feeCalculation: 8_000,
} as const;
/** A call by the name it has in ZarinPal's paths. */
export type Call = keyof typeof DEADLINES_MS;

/** The same for the calls of the refund API, by their GraphQL operations. */
export const REFUND_DEADLINES_MS = {
  Terminals: 8_000,
  Session: 8_000,
  AddRefund: 15_000,
} as const;
export type RefundCall = keyof typeof REFUND_DEADLINES_MS;

/** ZarinPal docs: https://www.zarinpal.com/docs/apiDocs/query/refund */
export const REFUND_MIN_RIALS = 20_000n;

/** Longest description, in characters. ZarinPal docs: https://www.zarinpal.com/docs/paymentGateway/errorList (-9) */
export const DESCRIPTION_CHARACTERS_MAX = 500;

/** unVerified lists up to 100 payments with their URLs, far more than any other answer. */
export const UNVERIFIED_BYTES_MAX = 512 * 1024;
