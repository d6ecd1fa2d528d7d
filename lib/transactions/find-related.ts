import "server-only";
import { and, desc, eq, ne, type SQL, sql } from "drizzle-orm";
import { attempts, transactions } from "@/db/schema/transactions";
import type { ActorOf, Context } from "@/lib/context";
import type { TransactionView } from "./find-transaction";
import { cardEnds } from "./list-conditions";
import type { TransactionStatus } from "./state";

const SIBLINGS_MAX = 20;
/** Counting ends here: whether somebody paid a hundred times or a thousand is for the list to tell. */
export const RELATED_MAX = 100;

/** Another try at paying the same order. */
type Sibling = {
  id: string;
  status: TransactionStatus;
  exception: string | null;
  failureReason: string | null;
  amountRials: bigint;
  createdAt: Date;
};

export type Related = {
  /** Newest first, without the transaction itself. */
  order: Sibling[];
  /** How many others were paid with this card, or asked for by this mobile; at most RELATED_MAX. Null: not known whose. */
  card: number | null;
  mobile: number | null;
};

/**
 * What belongs together with a transaction: the other tries at its order, and how much else came from the
 * same card and the same mobile. Of one tenant and mode, as the lists that they lead to.
 */
export async function findRelated(
  { db, actor }: Context<ActorOf<"operator">>,
  { transaction, attempt }: TransactionView,
): Promise<Related> {
  const { id, appId, mode, orderId, payerMobile } = transaction;
  const pan = attempt?.cardPan ?? null;
  const others = and(
    eq(transactions.tenantId, actor.tenantId),
    eq(transactions.mode, mode),
    ne(transactions.id, id),
  );
  const count = (from: SQL, where: SQL | undefined) =>
    sql`(select count(*)::int from (select from ${from} where ${and(others, where)}
      limit ${RELATED_MAX}) as met)`;
  // Only what was paid knows its card, and one attempt of it: no transaction is met twice.
  const withAttempts = sql`${attempts} join ${transactions} on ${transactions.id} = ${attempts.transactionId}`;
  const ofCard = (masked: string) =>
    count(withAttempts, and(cardEnds(mode, masked.slice(-4)), eq(attempts.cardPan, masked)));
  const ofMobile = (mobile: string) =>
    count(sql`${transactions}`, eq(transactions.payerMobile, mobile));
  const [order, [counts]] = await Promise.all([
    db
      .select({
        id: transactions.id,
        status: transactions.status,
        exception: transactions.exception,
        failureReason: transactions.failureReason,
        amountRials: transactions.amountRials,
        createdAt: transactions.createdAt,
      })
      .from(transactions)
      .where(and(others, eq(transactions.orderId, orderId), eq(transactions.appId, appId)))
      .orderBy(desc(transactions.id))
      .limit(SIBLINGS_MAX),
    db.execute<{ card: number | null; mobile: number | null }>(sql`
      select ${pan === null ? sql`null::int` : ofCard(pan)} as card,
        ${payerMobile === null ? sql`null::int` : ofMobile(payerMobile)} as mobile`),
  ]);
  return { order, card: counts?.card ?? null, mobile: counts?.mobile ?? null };
}
