import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { attempts, transactionEvents, transactions } from "@/db/schema/transactions";
import type { ActorOf, Context } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { isId } from "@/lib/ids/mint-id";
import { requirePermission } from "@/lib/operators/require-permission";
import type { Refund } from "@/lib/refunds/find-refund";
import { listRefundsOfTransaction } from "@/lib/refunds/list-refunds-of-transaction";
import { listDeliveries } from "@/lib/webhooks/list-deliveries";
import type { DeliveryLine } from "@/lib/webhooks/serialize";
import type { Attempt, TransactionView } from "./find-transaction";

/** The newest of each; a transaction that has more is ill, and its page should still open. */
const ATTEMPTS_MAX = 50;
const EVENTS_MAX = 500;

export type TransactionDetail = TransactionView & {
  /** Newest first. */
  attempts: Attempt[];
  /** In the order they happened. */
  events: (typeof transactionEvents.$inferSelect)[];
  /** Newest first. */
  refunds: Refund[];
  /** Oldest first. */
  deliveries: DeliveryLine[];
};

/**
 * One of the tenant's transactions with all that is known of it.
 * @throws BrokerError `transaction_not_found`, alike for another tenant's and for what is no id
 */
export async function adminGetTransaction(
  ctx: Context<ActorOf<"operator">>,
  id: string,
): Promise<TransactionDetail> {
  requirePermission(ctx.actor, "read");
  const [transaction] = isId("transaction", id)
    ? await ctx.db
        .select()
        .from(transactions)
        .where(and(eq(transactions.id, id), eq(transactions.tenantId, ctx.actor.tenantId)))
    : [];
  if (!transaction) throw new BrokerError("not_found", "transaction_not_found");
  const [tries, events, refunds, deliveries] = await Promise.all([
    ctx.db
      .select()
      .from(attempts)
      .where(eq(attempts.transactionId, id))
      .orderBy(desc(attempts.id))
      .limit(ATTEMPTS_MAX),
    ctx.db
      .select()
      .from(transactionEvents)
      .where(eq(transactionEvents.transactionId, id))
      .orderBy(desc(transactionEvents.seq))
      .limit(EVENTS_MAX),
    listRefundsOfTransaction(ctx, id),
    listDeliveries(ctx, id),
  ]);
  const attempt = tries.find(({ status }) => status === "paid") ?? tries[0] ?? null;
  return { transaction, attempt, attempts: tries, events: events.reverse(), refunds, deliveries };
}
