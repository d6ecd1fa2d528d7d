import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { refunds } from "@/db/schema/refunds";
import { attempts } from "@/db/schema/transactions";
import type { Context } from "@/lib/context";
import { getAccount } from "@/lib/profiles/get-account";
import { getProvider } from "@/lib/providers/registry";
import type { Attempt, Transaction } from "@/lib/transactions/find-transaction";
import type { Facts } from "./choose-way";

/** A paid transaction's payment, and what decides how its money may go back. */
export type Refundable = {
  attempt: Attempt;
  facts: Facts;
  /** Another refund of it was sent, and what became of it is not known. */
  unresolved: boolean;
};

/** Null for a transaction without a paid attempt: there is nothing to give back. */
export async function readFacts(
  ctx: Context,
  transaction: Transaction,
): Promise<Refundable | null> {
  if (transaction.status !== "paid") return null;
  const [attempt] = await ctx.db
    .select()
    .from(attempts)
    .where(and(eq(attempts.transactionId, transaction.id), eq(attempts.status, "paid")));
  if (!attempt) return null;
  const [earlier] = await ctx.db
    .select({
      unresolved: sql<boolean>`coalesce(bool_or(${refunds.status} = 'unknown'), false)`,
      reverseRefused: sql<boolean>`coalesce(bool_or(${refunds.method} = 'reverse' and ${refunds.status} = 'failed'), false)`,
      now: sql<string>`now()`,
    })
    .from(refunds)
    .where(eq(refunds.transactionId, transaction.id));
  if (!earlier) throw new Error("an aggregate without a row");
  const account = await getAccount(ctx.db, attempt.accountId);
  const { amountRials, refundedRials, paidAt } = transaction;
  const { authority, refId } = attempt;
  return {
    attempt,
    unresolved: earlier.unresolved,
    facts: {
      can: getProvider(attempt.provider).capabilities(),
      refundSetUp: account.refundAccess !== null,
      paid: { amountRials, refundedRials, paidAt, authority, refId },
      reverseRefused: earlier.reverseRefused,
      now: new Date(earlier.now),
    },
  };
}
