import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import { refunds } from "@/db/schema/refunds";
import { transactionEvents, transactions } from "@/db/schema/transactions";
import { namesOf } from "@/lib/audit/names-of";
import type { ActorOf, Context } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { isId } from "@/lib/ids/mint-id";
import { requirePermission } from "@/lib/operators/require-permission";
import type { Transaction } from "@/lib/transactions/find-transaction";
import { lineOf, type RefundLine, selectRefundLines } from "./list-refunds";

/** A refund that is looked up for a month has fewer. */
const EVENTS_MAX = 200;

export type RefundDetail = RefundLine & {
  transaction: Transaction;
  /** Of the second person, once they decided; null when nobody did, or one from outside. */
  approverName: string | null;
  /** What happened to this refund, in order. */
  events: (typeof transactionEvents.$inferSelect)[];
};

/** One of the tenant's refunds with its history. @throws BrokerError `refund_not_found` */
export async function getRefund(
  ctx: Context<ActorOf<"operator">>,
  id: string,
): Promise<RefundDetail> {
  requirePermission(ctx.actor, "read");
  const [found] = isId("refund", id)
    ? await selectRefundLines(ctx).where(
        and(eq(refunds.id, id), eq(refunds.tenantId, ctx.actor.tenantId)),
      )
    : [];
  if (!found) throw new BrokerError("not_found", "refund_not_found");
  const { transactionId } = found.refund;
  const { approvalBy } = found.refund;
  const [[transaction], names, events] = await Promise.all([
    ctx.db.select().from(transactions).where(eq(transactions.id, transactionId)),
    approvalBy === null
      ? new Map<string, string>()
      : namesOf(ctx.db, ctx.actor.tenantId, [approvalBy]),
    ctx.db
      .select()
      .from(transactionEvents)
      .where(
        and(
          eq(transactionEvents.transactionId, transactionId),
          sql`${transactionEvents.data}->>'refund_id' = ${id}`,
        ),
      )
      .orderBy(asc(transactionEvents.seq))
      .limit(EVENTS_MAX),
  ]);
  if (!transaction) throw new Error(`transaction ${transactionId} is gone`);
  const approverName = names.get(approvalBy ?? "") ?? null;
  return { ...lineOf(found), transaction, approverName, events };
}
