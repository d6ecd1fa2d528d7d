import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { refunds } from "@/db/schema/refunds";
import { tenants } from "@/db/schema/tenants";
import { transactions } from "@/db/schema/transactions";
import { recordAudit } from "@/lib/audit/record-audit";
import { actorId, type Context, inTransaction } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { mintId } from "@/lib/ids/mint-id";
import { type Currency, toRials } from "@/lib/money/rials";
import type { Transaction } from "@/lib/transactions/find-transaction";
import { recordTransactionEvent } from "@/lib/transactions/record-transaction-event";
import { chooseWay } from "./choose-way";
import { refundContentHash } from "./content-hash";
import { findRepeated, type Refund } from "./find-refund";
import { readFacts } from "./read-facts";
import type { RefundActor, RefundWish } from "./wish";

/** A refund that nobody carries out, because its process died, is picked up after this. */
const PICKED_UP_SECONDS = 60;

export type Reserved = { refund: Refund; repeated: boolean };

/**
 * Step one: the wish is recorded and its amount taken out of what is left of the payment, in one
 * database transaction and with the transaction's row locked, so that refunds never add up to more than
 * was paid (threats: T16). Nothing is sent; above the tenant's limit nothing will be until a second person agrees.
 * @throws BrokerError `not_refundable`, `refund_exceeds_paid`, `refund_unresolved`, `refund_not_set_up`,
 * `refund_below_minimum`, `refund_way_changed`
 */
export function reserveRefund(
  ctx: Context<RefundActor>,
  transactionId: string,
  wish: RefundWish,
): Promise<Reserved> {
  return inTransaction(ctx, async (tx) => {
    const [transaction] = await tx.db
      .select()
      .from(transactions)
      .where(eq(transactions.id, transactionId))
      .for("update");
    if (!transaction) throw new Error(`transaction ${transactionId} is gone`);
    const repeated = await findRepeated(tx.db, transactionId, wish);
    if (repeated) return { refund: repeated, repeated: true };

    const found = await readFacts(tx, transaction);
    if (!found) throw new BrokerError("conflict", "not_refundable");
    const asked = amountOf(wish, transaction);
    if (asked.rials <= 0n || asked.rials > transaction.amountRials - transaction.refundedRials) {
      throw new BrokerError("conflict", "refund_exceeds_paid", { field: "amount" });
    }
    if (found.unresolved) throw new BrokerError("conflict", "refund_unresolved");
    const way = chooseWay(found.facts, asked.rials);
    if ("closed" in way) throw new BrokerError("conflict", way.closed);
    if (wish.method !== undefined && wish.method !== way.method) {
      throw new BrokerError("conflict", "refund_way_changed");
    }

    const together = transaction.refundedRials + asked.rials;
    const waits = await needsApproval(tx, transaction.tenantId, together);
    const seq = await take(tx, transaction, asked.rials);
    const [refund] = await tx.db
      .insert(refunds)
      .values({
        id: mintId("refund"),
        transactionId,
        mode: transaction.mode,
        tenantId: transaction.tenantId,
        appId: transaction.appId,
        attemptId: found.attempt.id,
        provider: found.attempt.provider,
        method: way.method,
        status: "pending",
        refundRef: wish.refundRef,
        requestKey: wish.requestKey,
        contentHash: refundContentHash(wish),
        amountRials: asked.rials,
        amountSent: asked.sent,
        currency: asked.currency,
        reason: wish.reason ?? null,
        requestedByType: tx.actor.type,
        requestedById: actorId(tx.actor) ?? "",
        approval: waits ? "waiting" : "not_needed",
        nextCheckAt: waits ? null : sql`now() + make_interval(secs => ${PICKED_UP_SECONDS})`,
      })
      .returning();
    if (!refund) throw new Error("no refund");
    const data = {
      refund_id: refund.id,
      amount_rials: Number(refund.amountRials),
      method: refund.method,
      reason: refund.reason,
      approval: refund.approval,
    };
    const { attemptId, tenantId } = refund;
    await recordTransactionEvent(
      tx,
      { transactionId, type: "refund.requested", attemptId, data },
      seq,
    );
    await recordAudit(tx, {
      tenantId,
      action: "refund.request",
      entityId: refund.id,
      data: { ...data, transaction_id: transactionId },
    });
    return { refund, repeated: false };
  });
}

/** Whether it is more of one payment than a person may send back alone; parts count together. */
async function needsApproval(tx: Context, tenantId: string, rials: bigint): Promise<boolean> {
  const [tenant] = await tx.db
    .select({ limit: tenants.refundApprovalRials })
    .from(tenants)
    .where(eq(tenants.id, tenantId));
  return tenant != null && tenant.limit !== null && rials > tenant.limit;
}

/** The guarded update: the amount is taken only while it is there. @returns the event's number */
async function take(tx: Context, { id }: Transaction, rials: bigint): Promise<number> {
  const [taken] = await tx.db
    .update(transactions)
    .set({
      refundedRials: sql`${transactions.refundedRials} + ${String(rials)}::bigint`,
      eventSeq: sql`${transactions.eventSeq} + 1`,
    })
    .where(
      and(
        eq(transactions.id, id),
        eq(transactions.status, "paid"),
        sql`${transactions.refundedRials} + ${String(rials)}::bigint <= ${transactions.amountRials}`,
      ),
    )
    .returning({ seq: transactions.eventSeq });
  if (!taken) throw new BrokerError("conflict", "refund_exceeds_paid", { field: "amount" });
  return taken.seq;
}

/** What was asked, or all that is left, in the payment's own unit where that is a whole number of it. */
function amountOf(
  { amount, currency }: RefundWish,
  transaction: Transaction,
): { rials: bigint; sent: bigint; currency: Currency } {
  if (amount !== undefined && currency !== undefined) {
    return { rials: toRials(amount, currency), sent: BigInt(amount), currency };
  }
  const left = transaction.amountRials - transaction.refundedRials;
  return transaction.currency === "IRT" && left % 10n === 0n
    ? { rials: left, sent: left / 10n, currency: "IRT" }
    : { rials: left, sent: left, currency: "IRR" };
}
