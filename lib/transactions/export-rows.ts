import "server-only";
import { asc, desc, eq, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { clientApps } from "@/db/schema/apps";
import { attempts, transactions } from "@/db/schema/transactions";
import { jalaliDay } from "@/lib/time/jalali-day";
import type { Cell } from "./export-csv";
import { speakerOf } from "./find-transaction";
import type { Place } from "./list-page";

/** What is read of a row; nothing else, for there may be a million. */
const READ = {
  id: transactions.id,
  mode: transactions.mode,
  status: transactions.status,
  exception: transactions.exception,
  amountRials: transactions.amountRials,
  refundedRials: transactions.refundedRials,
  feeRials: attempts.feeRials,
  orderId: transactions.orderId,
  description: transactions.description,
  appId: transactions.appId,
  appName: clientApps.name,
  provider: attempts.provider,
  authority: attempts.authority,
  refId: attempts.refId,
  cardPan: attempts.cardPan,
  payerName: transactions.payerName,
  payerMobile: transactions.payerMobile,
  failureCode: transactions.failureCode,
  failureReason: transactions.failureReason,
  lateAt: transactions.lateAt,
  createdAt: transactions.createdAt,
  paidAt: transactions.paidAt,
  endedAt: transactions.endedAt,
};
type Row = Awaited<ReturnType<typeof readExportRows>>[number];

/** The file's columns, in order. A name says the unit; numbers and times are cells of their own kind. */
const COLUMNS: readonly [name: string, read: (row: Row) => Cell][] = [
  ["id", (row) => row.id],
  ["mode", (row) => row.mode],
  ["status", (row) => row.status],
  ["exception", (row) => row.exception],
  ["amount_irr", (row) => row.amountRials],
  ["refunded_irr", (row) => row.refundedRials],
  ["fee_irr", (row) => row.feeRials],
  ["order_id", (row) => row.orderId],
  ["description", (row) => row.description],
  ["app_id", (row) => row.appId],
  ["app_name", (row) => row.appName],
  ["provider", (row) => row.provider],
  ["authority", (row) => row.authority],
  ["ref_id", (row) => row.refId],
  ["card_pan", (row) => row.cardPan],
  ["payer_name", (row) => row.payerName],
  ["payer_mobile", (row) => row.payerMobile],
  ["failure_code", (row) => row.failureCode],
  ["failure_reason", (row) => row.failureReason],
  ["late", (row) => row.lateAt !== null],
  ["created_at_utc", (row) => row.createdAt],
  ["paid_at_utc", (row) => row.paidAt],
  ["ended_at_utc", (row) => row.endedAt],
  ["created_on_jalali", (row) => jalaliDay(row.createdAt)],
];

export const EXPORT_HEADER: readonly string[] = COLUMNS.map(([name]) => name);
export const exportCells = (row: Row): Cell[] => COLUMNS.map(([, read]) => read(row));

/** The rows whose ids `page` selects, in the order it walked. */
export function readExportRows(db: Database, page: SQL, { key, descending }: Place) {
  const order = descending ? desc : asc;
  return db
    .select(READ)
    .from(sql`(${page}) as page`)
    .innerJoin(transactions, sql`${transactions.id} = page.id`)
    .innerJoin(clientApps, eq(clientApps.id, transactions.appId))
    .leftJoin(attempts, eq(attempts.id, speakerOf))
    .orderBy(
      ...(key === "amount" ? [order(transactions.amountRials)] : []),
      order(transactions.id),
    );
}
