import "server-only";
import { and, or, sql } from "drizzle-orm";
import { withOwnPlan } from "@/db/own-plan";
import { transactions } from "@/db/schema/transactions";
import { recordAudit } from "@/lib/audit/record-audit";
import type { ActorOf, Context, Mode } from "@/lib/context";
import { takeToken } from "@/lib/limits/take-token";
import { requirePermission } from "@/lib/operators/require-permission";
import type { ConsoleFilters } from "./console/schema";
import { toQuery, withoutPage } from "./console/serialize";
import type { TabCount } from "./console/tabs";
import { BYTE_ORDER_MARK, csvLine } from "./export-csv";
import { EXPORT_HEADER, exportCells, readExportRows } from "./export-rows";
import { ofApps, plainFilters, type Scope, statusConditions, withCard } from "./list-filters";
import { type Place, selectPage } from "./list-page";
import { placeOf } from "./list-place";
import { foundBy } from "./list-search";
import { waysTo } from "./list-ways";

/** More than a spreadsheet opens (1,048,576 rows). */
const EXPORT_ROWS_MAX = 1_000_000;
const EXPORT_COUNT_MAX = 100_000;
/** A piece is made in one go, while which the process does nothing else. */
const BATCH_ROWS = 500;
const EXPORT_LIMIT = { perSecond: 0.1, burst: 6 };

export type Export = {
  /** How many rows will come; `more`: there are more than `count`. */
  counted: TabCount;
  /** The file in pieces of many lines, each read when it is asked for. */
  pieces: AsyncGenerator<string, void, void>;
};

type OperatorContext = Context<ActorOf<"operator">>;

/**
 * The list that the filters mean, whole and in its order, as a CSV of at most EXPORT_ROWS_MAX rows. Read
 * piece by piece, each in a transaction of its own: however long the reader takes, nothing is held. Audited
 * before the first piece and, with the rows that left, at the end, also when the reader went away.
 * @throws BrokerError `scope_missing`, `rate_limited`
 */
export async function exportTransactions(
  ctx: OperatorContext,
  mode: Mode,
  filters: ConsoleFilters,
  { now = new Date(), rowsMax = EXPORT_ROWS_MAX }: { now?: Date; rowsMax?: number } = {},
): Promise<Export> {
  requirePermission(ctx.actor, "read");
  const { tenantId, operatorId } = ctx.actor;
  await takeToken(ctx.db, `export:${operatorId}`, EXPORT_LIMIT);
  const scope: Omit<Scope, "db"> = { tenantId, mode, now };
  const whole = withoutPage(filters);
  const counted = await countAll(ctx, scope, whole);
  const asked = { mode, query: toQuery(whole) };
  await record(ctx, "transactions.export", { ...asked, counted });
  return { counted, pieces: readPieces(ctx, scope, whole, { ...asked, rowsMax }) };
}

async function* readPieces(
  ctx: OperatorContext,
  scope: Omit<Scope, "db">,
  filters: ConsoleFilters,
  { rowsMax, ...asked }: { mode: Mode; query: string; rowsMax: number },
): Export["pieces"] {
  let rows = 0;
  let complete = false;
  try {
    yield BYTE_ORDER_MARK + csvLine(EXPORT_HEADER);
    let place: Place = placeOf(filters);
    while (rows < rowsMax) {
      const found = await withOwnPlan(ctx.db, (db) => {
        const take = Math.min(BATCH_ROWS, rowsMax - rows);
        const page = selectPage(waysTo({ ...scope, db }, filters), place, take);
        return readExportRows(db, page, place);
      });
      const last = found.at(-1);
      if (!last) break;
      rows += found.length;
      yield found.map((row) => csvLine(exportCells(row))).join("");
      if (found.length < BATCH_ROWS) break;
      place = { ...place, past: last };
    }
    complete = true;
  } finally {
    await record(ctx, "transactions.exported", { ...asked, rows, complete });
  }
}

async function countAll(
  { db }: OperatorContext,
  given: Omit<Scope, "db">,
  filters: ConsoleFilters,
): Promise<TabCount> {
  const [row] = await withOwnPlan(db, (tx) => {
    const scope = { ...given, db: tx };
    const where = and(
      plainFilters(scope, filters),
      ofApps(filters),
      withCard(scope, filters),
      or(...statusConditions(filters.status)),
      filters.q === null ? undefined : foundBy(tx, scope.mode, filters.q),
    );
    return tx.execute<{ met: number }>(sql`select count(*)::int as met from (
      select from ${transactions} where ${where} limit ${EXPORT_COUNT_MAX + 1}) as met`);
  });
  const met = row?.met ?? 0;
  return { count: Math.min(met, EXPORT_COUNT_MAX), more: met > EXPORT_COUNT_MAX };
}

/** Both rows of an export are about the request that asked for it. */
function record(
  ctx: OperatorContext,
  action: "transactions.export" | "transactions.exported",
  data: Record<string, unknown>,
): Promise<void> {
  const { tenantId } = ctx.actor;
  return recordAudit(ctx, { tenantId, action, entityId: ctx.requestId, data });
}
