import "server-only";
import { and, eq, gt, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { withOwnPlan } from "@/db/own-plan";
import { auditLog, DEEDS } from "@/db/schema/operators";
import type { ActorOf, Context } from "@/lib/context";
import { idBounds } from "@/lib/ids/id-bounds";
import { requirePermission } from "@/lib/operators/require-permission";
import { namesOf } from "./names-of";

export type AuditFilters = {
  /** The id of an operator or an admin token, or an external token's subject. */
  actor?: string | undefined;
  /** Any of these. */
  actions?: readonly string[] | undefined;
  /** Everything that happened to one object, a payment's own course too. */
  entity?: string | undefined;
  /** From `from` on, without `to` itself. */
  period?: { from: Date; to: Date } | undefined;
  /** The id of the entry that a page comes after, or before. */
  after?: string | undefined;
  before?: string | undefined;
  limit: number;
};

type Row = typeof auditLog.$inferSelect;
export type AuditEntry = Row & {
  /** What people call them; null for what has no name or is no longer there. */
  actorName: string | null;
  entityName: string | null;
};
/** `older` and `newer`: what `after` and `before` are for the pages beside this one; null at an end. */
export type AuditPage = { rows: AuditEntry[]; older: string | null; newer: string | null };

/**
 * Who did what, newest first. Without an object: what people did, and what the system did to anything but
 * a payment; a payment's own course is on its page.
 */
export async function listAudit(
  ctx: Context<ActorOf<"operator">>,
  filters: AuditFilters,
): Promise<AuditPage> {
  requirePermission(ctx.actor, "read");
  const { after, before, limit } = filters;
  const backwards = before !== undefined;
  const { tenantId } = ctx.actor;
  const found = await withOwnPlan(ctx.db, (db) => readPage(db, tenantId, filters, backwards));
  const more = found.length > limit;
  const page = found.slice(0, limit);
  if (backwards) page.reverse();
  const names = await namesOf(
    ctx.db,
    tenantId,
    page.flatMap(({ actorId, entityId }) => [actorId ?? "", entityId]),
  );
  const rows = page.map((row) => ({
    ...row,
    actorName: names.get(row.actorId ?? "") ?? null,
    entityName: names.get(row.entityId) ?? null,
  }));
  const [first, last] = [page.at(0)?.id ?? null, page.at(-1)?.id ?? null];
  return {
    rows,
    older: (backwards ? page.length > 0 : more) ? last : null,
    newer: (backwards ? more : after !== undefined) ? first : null,
  };
}

/** One row more than the page has says whether there is another page. */
function readPage(
  db: Database,
  tenantId: string,
  filters: AuditFilters,
  backwards: boolean,
): Promise<Row[]> {
  const { actor, actions, entity, after, before } = filters;
  const take = filters.limit + 1;
  const order = backwards ? sql`${auditLog.id} asc` : sql`${auditLog.id} desc`;
  const given = and(
    eq(auditLog.tenantId, tenantId),
    entity === undefined ? DEEDS : eq(auditLog.entityId, entity),
    actor === undefined ? undefined : eq(auditLog.actorId, actor),
    after === undefined ? undefined : lt(auditLog.id, after),
    before === undefined ? undefined : gt(auditLog.id, before),
    filters.period && within(filters.period),
  );
  // Each action is walked apart, along an index that has its rows in order: for an `in` PostgreSQL would
  // read every row that any of them has.
  const walks = (actions ?? [undefined]).map(
    (action) => sql`(select ${auditLog.id} from ${auditLog}
      where ${and(given, action === undefined ? undefined : eq(auditLog.action, action))}
      order by ${order} limit ${take})`,
  );
  return db
    .select()
    .from(auditLog)
    .where(inArray(auditLog.id, sql`(${sql.join(walks, sql` union all `)})`))
    .orderBy(order)
    .limit(take);
}

function within(period: { from: Date; to: Date }): SQL | undefined {
  const { first, end } = idBounds("audit", period);
  return and(
    gte(auditLog.at, period.from),
    lt(auditLog.at, period.to),
    gte(auditLog.id, first),
    lt(auditLog.id, end),
  );
}
