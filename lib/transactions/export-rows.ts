import "server-only";
import { asc, desc, eq, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { clientApps } from "@/db/schema/apps";
import { attempts, transactions } from "@/db/schema/transactions";
import { jalaliDay } from "@/lib/time/jalali-day";
import type { Cell } from "./export-csv";
import { speakerOf } from "./find-transaction";
import type { Place } from "./list-page";

type Row = Awaited<ReturnType<typeof readExportRows>>[number];

/** The file's columns, in order. A name says the unit; numbers and times are cells of their own kind. */
const COLUMNS: readonly [name: string, read: (row: Row) => Cell][] = [
  ["id", ({ transaction }) => transaction.id],
  ["mode", ({ transaction }) => transaction.mode],
  ["status", ({ transaction }) => transaction.status],
  ["exception", ({ transaction }) => transaction.exception],
  ["amount_irr", ({ transaction }) => transaction.amountRials],
  ["refunded_irr", ({ transaction }) => transaction.refundedRials],
  ["fee_irr", ({ attempt }) => attempt?.feeRials ?? null],
  ["order_id", ({ transaction }) => transaction.orderId],
  ["description", ({ transaction }) => transaction.description],
  ["app_id", ({ transaction }) => transaction.appId],
  ["app_name", ({ appName }) => appName],
  ["provider", ({ attempt }) => attempt?.provider ?? null],
  ["authority", ({ attempt }) => attempt?.authority ?? null],
  ["ref_id", ({ attempt }) => attempt?.refId ?? null],
  ["card_pan", ({ attempt }) => attempt?.cardPan ?? null],
  ["payer_name", ({ transaction }) => transaction.payerName],
  ["payer_mobile", ({ transaction }) => transaction.payerMobile],
  ["failure_code", ({ transaction }) => transaction.failureCode],
  ["failure_reason", ({ transaction }) => transaction.failureReason],
  ["late", ({ transaction }) => transaction.lateAt !== null],
  ["created_at_utc", ({ transaction }) => transaction.createdAt],
  ["paid_at_utc", ({ transaction }) => transaction.paidAt],
  ["ended_at_utc", ({ transaction }) => transaction.endedAt],
  ["created_on_jalali", ({ transaction }) => jalaliDay(transaction.createdAt)],
];

export const EXPORT_HEADER: readonly string[] = COLUMNS.map(([name]) => name);
export const exportCells = (row: Row): Cell[] => COLUMNS.map(([, read]) => read(row));

/** The rows whose ids `page` selects, in the order it walked. */
export function readExportRows(db: Database, page: SQL, { key, descending }: Place) {
  const order = descending ? desc : asc;
  return db
    .select({ transaction: transactions, attempt: attempts, appName: clientApps.name })
    .from(sql`(${page}) as page`)
    .innerJoin(transactions, sql`${transactions.id} = page.id`)
    .innerJoin(clientApps, eq(clientApps.id, transactions.appId))
    .leftJoin(attempts, eq(attempts.id, speakerOf))
    .orderBy(
      ...(key === "amount" ? [order(transactions.amountRials)] : []),
      order(transactions.id),
    );
}
