import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { refunds } from "@/db/schema/refunds";
import { recordAudit } from "@/lib/audit/record-audit";
import { type ActorOf, type Context, inTransaction } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { requirePermission } from "@/lib/operators/require-permission";
import { recordTransactionEvent } from "@/lib/transactions/record-transaction-event";
import { chooseWayNow } from "./choose-way-now";
import type { Refund } from "./find-refund";
import { getRefund } from "./get-refund";
import { isOwnRequest } from "./is-own-request";
import { sendWithPatience } from "./send-with-patience";
import type { RefundMethod } from "./state";

/**
 * A second person agrees to a refund above the tenant's limit; it is then carried out at once, like any
 * other. How the money goes back is chosen anew: the time to reverse may have run out meanwhile.
 * @param method how it is to go back and no other way: what the person was shown
 * @throws BrokerError `refund_not_found`; 409 `refund_own_request` for who asked for it, also by a token
 * of theirs, `refund_not_waiting`, `refund_way_changed`, or why there is no way any more
 */
export async function approveRefund(
  ctx: Context<ActorOf<"operator">>,
  { id, method }: { id: string; method?: RefundMethod | undefined },
): Promise<Refund> {
  requirePermission(ctx.actor, "write");
  const { refund } = await getRefund(ctx, id);
  if (await isOwnRequest(ctx, refund)) throw new BrokerError("conflict", "refund_own_request");
  await inTransaction(ctx, (tx) => approve(tx, refund, method));
  return sendWithPatience(ctx, id);
}

async function approve(
  tx: Context<ActorOf<"operator">>,
  { id, transactionId, attemptId, tenantId, amountRials }: Refund,
  shown: RefundMethod | undefined,
): Promise<void> {
  const waiting = and(
    eq(refunds.id, id),
    eq(refunds.approval, "waiting"),
    eq(refunds.status, "pending"),
  );
  const found = await tx.db.select({ id: refunds.id }).from(refunds).where(waiting).for("update");
  if (found.length === 0) throw new BrokerError("conflict", "refund_not_waiting");
  const way = await chooseWayNow(tx, { transactionId, amountRials });
  if ("closed" in way) throw new BrokerError("conflict", way.closed);
  const { method } = way;
  if (shown !== undefined && shown !== method) {
    throw new BrokerError("conflict", "refund_way_changed");
  }
  await tx.db
    .update(refunds)
    .set({
      approval: "approved",
      approvalBy: tx.actor.operatorId,
      approvalAt: sql`now()`,
      method,
      nextCheckAt: sql`now()`,
    })
    .where(waiting);
  const data = { refund_id: id, amount_rials: Number(amountRials), method };
  await recordTransactionEvent(tx, { transactionId, type: "refund.approved", attemptId, data });
  await recordAudit(tx, {
    tenantId,
    action: "refund.approve",
    entityId: id,
    data: { transaction_id: transactionId, amount_rials: Number(amountRials), method },
  });
}
