import type { auditLog } from "@/db/schema/operators";
import type { transactionEvents } from "@/db/schema/transactions";
import type { webhookAttempts } from "@/db/schema/webhooks";
import type { DeliveryLine } from "@/lib/webhooks/serialize";

/** All that a transaction's history is made from, as it is stored. */
export type TimelineSources = {
  /** In the order of `seq`. */
  events: readonly Omit<typeof transactionEvents.$inferSelect, "hash">[];
  /** Whose driver explains the exchanges, by attempt. */
  providers: ReadonlyMap<string, string>;
  deliveries: readonly DeliveryLine[];
  /** Of all deliveries, in the order they were made. */
  webhookAttempts: readonly (typeof webhookAttempts.$inferSelect)[];
  /** About the transaction, its deliveries and its refunds. */
  audit: readonly (typeof auditLog.$inferSelect)[];
  /** What people call the actors: operators and keys by id. */
  names: ReadonlyMap<string, string>;
};
