import "server-only";
import { and, desc, eq, inArray, type SQL } from "drizzle-orm";
import type { Database } from "@/db/client";
import { attempts, transactions } from "@/db/schema/transactions";
import type { ActorOf, Context } from "@/lib/context";
import { LIVE_STATUSES } from "./state";

export type Transaction = typeof transactions.$inferSelect;
export type Attempt = typeof attempts.$inferSelect;
/** A transaction with the attempt that speaks for it: the paid one, else the newest. */
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
  const [transaction] = await ctx.db
    .select()
    .from(transactions)
    .where(and(...own, ...where))
    .orderBy(desc(transactions.id))
    .limit(1);
  return transaction ? withAttempt(ctx.db, transaction) : null;
}

/** A transaction by its id alone. For callers that have proven the right to it otherwise. */
export async function getView(db: Database, transactionId: string): Promise<TransactionView> {
  const [transaction] = await db
    .select()
    .from(transactions)
    .where(eq(transactions.id, transactionId));
  if (!transaction) throw new Error(`transaction ${transactionId} is gone`);
  return withAttempt(db, transaction);
}

export async function withAttempt(
  db: Database,
  transaction: Transaction,
): Promise<TransactionView> {
  const tries = await db
    .select()
    .from(attempts)
    .where(eq(attempts.transactionId, transaction.id))
    .orderBy(desc(attempts.id))
    .limit(20);
  const attempt = tries.find(({ status }) => status === "paid") ?? tries[0] ?? null;
  return { transaction, attempt };
}
