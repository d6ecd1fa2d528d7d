/** Every type of event a site may hear of (client-api.md §7). */
export const EVENT_TYPES = [
  "transaction.paid",
  "transaction.failed",
  "transaction.canceled",
  "transaction.expired",
  "refund.succeeded",
  "refund.failed",
  "endpoint.test",
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** Types that tell of a change and go to every endpoint that asked; a test goes to one endpoint only. */
export type NewsType = Exclude<EventType, "endpoint.test">;
export const NEWS_TYPES = EVENT_TYPES.filter((type): type is NewsType => type !== "endpoint.test");
