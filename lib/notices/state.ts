/**
 * What operators are told of an endpoint's health (webhooks.md §7):
 * - `delivery_failing`: a delivery failed for the fourth time; at most one an hour and endpoint
 * - `endpoint_failing`: nothing was taken for 24 hours
 * - `endpoint_disable_soon`: it will be disabled in 24 hours
 * - `endpoint_disabled`: it is, and what comes is held
 * - `endpoint_recovered`: it takes news again
 */
export const NOTICE_KINDS = [
  "delivery_failing",
  "endpoint_failing",
  "endpoint_disable_soon",
  "endpoint_disabled",
  "endpoint_recovered",
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];
