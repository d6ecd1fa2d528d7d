import "server-only";
import { and, eq } from "drizzle-orm";
import { refunds } from "@/db/schema/refunds";
import { raiseAlert } from "@/lib/alerts/raise-alert";
import { type Context, inTransaction } from "@/lib/context";
import { getAccount } from "@/lib/profiles/get-account";
import { getProvider } from "@/lib/providers/registry";
import type { TransactionView } from "./find-transaction";
import { recordTransactionEvent } from "./record-transaction-event";

/**
 * Ask the provider how it sees a payment that is paid here, and record what it says. Changes nothing of
 * the payment: `paid` is final. When the provider took it back without our asking, a person is told.
 */
export async function comparePaid(
  ctx: Context,
  { transaction, attempt }: TransactionView,
): Promise<void> {
  const provider = attempt && getProvider(attempt.provider);
  if (!attempt?.authority || !provider?.inquire) return;
  const account = await getAccount(ctx.db, attempt.accountId);
  const answer = await provider.inquire(account, attempt.authority);
  const reversed =
    answer.outcome === "accepted" &&
    answer.value === "reversed" &&
    !(await wasReversedHere(ctx, transaction.id));
  await inTransaction(ctx, async (tx) => {
    await recordTransactionEvent(tx, {
      transactionId: transaction.id,
      type: "check.compared",
      attemptId: attempt.id,
      data: { exchanges: [answer.exchange] },
      durationMs: answer.exchange.durationMs,
    });
    if (!reversed) return;
    await raiseAlert(tx, {
      kind: "provider_reversed",
      subject: attempt.id,
      tenantId: transaction.tenantId,
      mode: transaction.mode,
      data: {
        transaction_id: transaction.id,
        account_id: attempt.accountId,
        amount_rials: Number(transaction.amountRials),
      },
    });
  });
}

async function wasReversedHere(ctx: Context, transactionId: string): Promise<boolean> {
  const rows = await ctx.db
    .select({ id: refunds.id })
    .from(refunds)
    .where(and(eq(refunds.transactionId, transactionId), eq(refunds.method, "reverse")))
    .limit(1);
  return rows.length > 0;
}
