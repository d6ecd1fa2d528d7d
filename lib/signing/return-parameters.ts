/** What a shopper's return says, in the order in which it is signed (client-api.md §5). */
export const RETURN_ORDER = [
  "amount",
  "currency",
  "key",
  "order_id",
  "ref_id",
  "status",
  "timestamp",
  "transaction_id",
] as const;

/** Query parameters that a return carries; a return_url must not bring its own (client-api.md §3, §5). */
export const RETURN_PARAMETERS = [...RETURN_ORDER, "signature"] as const;
