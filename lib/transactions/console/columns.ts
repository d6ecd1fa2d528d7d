/**
 * The columns of the transactions list in the order they stand by default. An operator's own choice is
 * kept in `operators.preferences.columns.transactions`.
 */
export const COLUMNS = [
  { id: "amount", shown: true, sort: "amount" },
  { id: "status", shown: true },
  { id: "order", shown: true },
  { id: "app", shown: true },
  { id: "id", shown: true },
  { id: "card", shown: true },
  { id: "provider", shown: true },
  { id: "time", shown: true, sort: "created" },
  { id: "description", shown: false },
  { id: "refunded", shown: false },
  { id: "mobile", shown: false },
  { id: "authority", shown: false },
  { id: "ref_id", shown: false },
  { id: "failure", shown: false },
  { id: "paid_at", shown: false },
  { id: "ended_at", shown: false },
] as const satisfies readonly { id: string; shown: boolean; sort?: "created" | "amount" }[];
export type ColumnId = (typeof COLUMNS)[number]["id"];
