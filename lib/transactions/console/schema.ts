import type { RangePreset } from "@/lib/time/tehran-days";
import { TRANSACTION_STATUSES } from "../state";

/** A status, or what matters beside it: `attention` waits for a person, `refunded` gave money back. */
export const STATUS_FILTERS = [...TRANSACTION_STATUSES, "attention", "refunded"] as const;
export type StatusFilter = (typeof STATUS_FILTERS)[number];

export const SORTS = ["-created", "created", "-amount", "amount"] as const;
export type Sort = (typeof SORTS)[number];

/** What the address of the transactions list says. Lists hold alternatives; empty or null: any. */
export type ConsoleFilters = {
  status: StatusFilter[];
  app: string[];
  provider: string[];
  /** Whole Toman, both included. */
  minToman: number | null;
  maxToman: number | null;
  /** A period by its name, or by its first and last day; never both. */
  range: RangePreset | null;
  /** Gregorian dates of Tehran days, both included. */
  from: string | null;
  to: string | null;
  /** Last four digits. */
  card: string | null;
  mobile: string | null;
  /** Whatever an operator has at hand (see list-search.ts). */
  q: string | null;
  sort: Sort;
  /** Cursors; at most one of the two. */
  after: string | null;
  before: string | null;
};

export const NO_FILTERS: ConsoleFilters = {
  status: [],
  app: [],
  provider: [],
  minToman: null,
  maxToman: null,
  range: null,
  from: null,
  to: null,
  card: null,
  mobile: null,
  q: null,
  sort: "-created",
  after: null,
  before: null,
};

export type Parameters = URLSearchParams | Record<string, string | string[] | undefined>;

/** What a sort goes by; its cursors differ. */
export const sortKey = (sort: Sort) => (sort.endsWith("amount") ? "amount" : "created");

/** True when the list is narrowed by anything, its order and place apart. */
export function isFiltered(filters: ConsoleFilters): boolean {
  const { sort: _sort, after: _after, before: _before, ...rest } = filters;
  return Object.values(rest).some((value) =>
    Array.isArray(value) ? value.length > 0 : value !== null,
  );
}
