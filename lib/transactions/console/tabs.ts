import { LIVE_STATUSES, UNPAID_ENDS } from "../state";
import type { ConsoleFilters, StatusFilter } from "./schema";

const [CREATED, OPEN, VERIFYING] = LIVE_STATUSES;

/** The tabs above the transactions list. A tab is nothing but a choice of statuses. */
export const TABS = [
  { id: "all", status: [] },
  { id: "paid", status: ["paid"] },
  { id: "waiting", status: [CREATED, OPEN] },
  { id: "checking", status: [VERIFYING] },
  { id: "attention", status: ["attention"] },
  { id: "unpaid", status: UNPAID_ENDS },
  { id: "refunded", status: ["refunded"] },
] as const satisfies readonly { id: string; status: readonly StatusFilter[] }[];
export type TabId = (typeof TABS)[number]["id"];

/** How many a tab holds. `more`: there are more than `count`, which is then COUNT_MAX. */
export type TabCount = { count: number; more: boolean };

/** Nobody reads further than this, and counting a million rows takes as long as reading them. */
export const COUNT_MAX = 10_000;

/** The tab that the filters are on; null for a choice of statuses that no tab has. */
export function tabOf({ status }: Pick<ConsoleFilters, "status">): TabId | null {
  const chosen = [...status].sort().join();
  return TABS.find((tab) => [...tab.status].sort().join() === chosen)?.id ?? null;
}
