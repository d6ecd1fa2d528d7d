/** `paused` by its owner, `disabled` by us; both keep their deliveries as `held`. */
export const ENDPOINT_STATUSES = ["enabled", "paused", "disabled"] as const;
export type EndpointStatus = (typeof ENDPOINT_STATUSES)[number];

/** Why we disabled an endpoint: it said 410 twice, or it took nothing for days. */
export const DISABLED_REASONS = ["gone", "failing"] as const;
export type DisabledReason = (typeof DISABLED_REASONS)[number];

/**
 * `pending` waits for its next attempt or is being sent, `held` waits for its endpoint to be enabled
 * again. `delivered`, `dead` and `canceled` are final.
 */
export const STORED_STATUSES = ["pending", "delivered", "dead", "held", "canceled"] as const;
export type StoredStatus = (typeof STORED_STATUSES)[number];

/** As they are told: `sending` is one that is leased to a worker. */
export const DELIVERY_STATUSES = [
  "pending",
  "sending",
  "delivered",
  "dead",
  "held",
  "canceled",
] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** What a delivery may be again after a try by hand that failed. */
export const RESUME_STATUSES = ["pending", "held", "delivered", "dead"] as const;

/** Who began a try: the schedule, a person, or the schedule of what was asked for again. */
export const ATTEMPT_TRIGGERS = ["auto", "manual", "recover"] as const;
