import type { AuditFilters } from "@/lib/audit/list-audit";
import { AUDIT_GROUPS, type AuditGroup, isAuditGroup } from "@/lib/audit/state";
import { isId } from "@/lib/ids/mint-id";
import {
  addDays,
  isDate,
  RANGE_PRESETS,
  type RangePreset,
  rangeOf,
  rangeOfDates,
  tehranDate,
} from "@/lib/time/tehran-days";

export type Query = Record<string, string | string[] | undefined>;

/** What an address says of the list. What makes no sense is as if it were not there. */
export type Chosen = {
  actor: string | null;
  groups: AuditGroup[];
  entity: string | null;
  range: RangePreset | null;
  from: string | null;
  to: string | null;
  after: string | null;
  before: string | null;
};

const ID_CHARS_MAX = 200;
const MEMBERS = ["actor", "group", "entity", "range", "from", "to", "after", "before"] as const;

export function readQuery(query: Query): Chosen {
  const given = Object.fromEntries(MEMBERS.map((name) => [name, text(query[name])])) as Record<
    (typeof MEMBERS)[number],
    string | null
  >;
  const range = RANGE_PRESETS.find((preset) => preset === given.range) ?? null;
  const date = (value: string | null) =>
    range === null && value !== null && isDate(value) ? value : null;
  const from = date(given.from);
  const to = date(given.to);
  const place = (value: string | null) => (value !== null && isId("audit", value) ? value : null);
  return {
    actor: given.actor,
    groups: [...new Set((given.group ?? "").split(",").filter(isAuditGroup))],
    entity: given.entity,
    range,
    from,
    to: from !== null && to !== null && to < from ? null : to,
    after: place(given.after),
    before: given.after === null ? place(given.before) : null,
  };
}

function text(value: string | string[] | undefined): string | null {
  const one = [value].flat()[0]?.trim() ?? "";
  return one === "" || one.length > ID_CHARS_MAX || one.includes("\0") ? null : one;
}

/** The list's filters, seen from `now`: days are Tehran's. */
export function filtersOf(chosen: Chosen, now: Date): Omit<AuditFilters, "limit"> {
  const { actor, groups, entity, after, before } = chosen;
  const period = periodOf(chosen, now);
  return {
    ...(actor !== null && { actor }),
    ...(groups.length > 0 && { actions: groups.flatMap((group) => [...AUDIT_GROUPS[group]]) }),
    ...(entity !== null && { entity }),
    ...(period && { period }),
    ...(after !== null && { after }),
    ...(before !== null && { before }),
  };
}

/** Before the first deployment of anything; an open beginning. */
const FIRST_DAY = "2020-01-01";

function periodOf({ range, from, to }: Chosen, now: Date) {
  if (range !== null) return rangeOf(range, now);
  if (from === null && to === null) return null;
  // An open end has tomorrow in it: what is written right now must not fall out.
  return rangeOfDates(from ?? FIRST_DAY, to ?? addDays(tehranDate(now), 1));
}

/** The list's address with these choices; a place other than the first page is given apart. */
export function auditHref(
  { actor, groups, entity, range, from, to }: Partial<Chosen>,
  place: { after?: string; before?: string } = {},
): string {
  const query = new URLSearchParams();
  const members = { actor, group: groups?.join(","), entity, range, from, to, ...place };
  for (const [name, value] of Object.entries(members)) if (value) query.set(name, value);
  return query.size > 0 ? `/admin/audit?${query}` : "/admin/audit";
}
