/** `paused` by its owner, `disabled` by us; both keep their deliveries as `held`. */
export const ENDPOINT_STATUSES = ["enabled", "paused", "disabled"] as const;

/**
 * `pending` waits for its next attempt, `sending` is leased to a worker, `held` waits for its endpoint
 * to be enabled again. `delivered`, `dead` and `canceled` are final.
 */
export const DELIVERY_STATUSES = [
  "pending",
  "sending",
  "delivered",
  "dead",
  "held",
  "canceled",
] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];
