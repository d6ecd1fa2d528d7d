/**
 * `pending`: recorded, waiting for its turn, or taken over by the provider and not paid out yet.
 * `unknown`: it was sent and no certain answer came; it is looked up, never sent again.
 * `succeeded` and `failed` are final.
 */
export const REFUND_STATUSES = ["pending", "succeeded", "failed", "unknown"] as const;
export type RefundStatus = (typeof REFUND_STATUSES)[number];

/** A final status may never change. */
export const LIVE_REFUND_STATUSES = ["pending", "unknown"] as const;
export const REFUND_ENDS = ["succeeded", "failed"] as const;

/** Whether a second person must agree before it is sent, and what they said. */
export const APPROVALS = ["not_needed", "waiting", "approved", "declined"] as const;
export type Approval = (typeof APPROVALS)[number];

/**
 * How money goes back. `reverse`: the whole payment is undone at the bank, within the provider's window.
 * `refund`: the provider pays a part or all of it to the shopper's account.
 */
export const REFUND_METHODS = ["reverse", "refund"] as const;
export type RefundMethod = (typeof REFUND_METHODS)[number];

/** A refund without a certain answer is the provider's to tell of for this long; then a person may. */
export const SETTLED_BY_HAND_AFTER_SECONDS = 3_600;
