import "server-only";
import { and, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { attempts, transactions } from "@/db/schema/transactions";
import type { ActorOf, Context } from "@/lib/context";
import { LIVE_STATUSES } from "./state";

export type Transaction = typeof transactions.$inferSelect;
export type Attempt = typeof attempts.$inferSelect;
/** A transaction with the attempt that speaks for it: the paid one, else the newest that can be paid, else the newest. */
export type TransactionView = { transaction: Transaction; attempt: Attempt | null };

type AppContext = Context<ActorOf<"app">>;

/** One of the app's own transactions in its key's mode; another app's is simply not there. */
export function findTransaction(
  ctx: AppContext,
  by: { id: string } | { orderId: string } | { authority: string },
): Promise<TransactionView | null> {
  if ("id" in by) return findView(ctx, eq(transactions.id, by.id));
  if ("orderId" in by) return findView(ctx, eq(transactions.orderId, by.orderId));
  const holders = ctx.db
    .select({ id: attempts.transactionId })
    .from(attempts)
    .where(eq(attempts.authority, by.authority));
  return findView(ctx, inArray(transactions.id, holders));
}

/** The order's live or paid transaction: what a repeated request is about. */
export function findCurrentOfOrder(
  ctx: AppContext,
  orderId: string,
): Promise<TransactionView | null> {
  return findView(
    ctx,
    eq(transactions.orderId, orderId),
    inArray(transactions.status, [...LIVE_STATUSES, "paid"]),
  );
}

async function findView(ctx: AppContext, ...where: SQL[]): Promise<TransactionView | null> {
  const { appId, mode } = ctx.actor;
  const own = [eq(transactions.appId, appId), eq(transactions.mode, mode)];
  const [view] = await selectViews(ctx.db)
    .where(and(...own, ...where))
    .orderBy(desc(transactions.id))
    .limit(1);
  return view ?? null;
}

/** A transaction by its id alone. For callers that have proven the right to it otherwise. */
export async function findViewById(
  db: Database,
  transactionId: string,
): Promise<TransactionView | null> {
  const [view] = await selectViews(db).where(eq(transactions.id, transactionId));
  return view ?? null;
}

/** The same for one that must be there. */
export async function getView(db: Database, transactionId: string): Promise<TransactionView> {
  const view = await findViewById(db, transactionId);
  if (!view) throw new Error(`transaction ${transactionId} is gone`);
  return view;
}

/** The id of the attempt that speaks for a transaction of the statement around. */
export const speakerOf = sql`(select s.id from payment.attempts s
  where s.transaction_id = ${transactions.id}
  order by s.status = 'paid' desc, s.status = 'open' desc, s.id desc limit 1)`;

/** Transactions, each beside the attempt that speaks for it; one statement. */
function selectViews(db: Database) {
  return db
    .select({ transaction: transactions, attempt: attempts })
    .from(transactions)
    .leftJoin(attempts, eq(attempts.id, speakerOf));
}
