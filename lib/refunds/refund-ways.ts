import "server-only";
import { and, eq } from "drizzle-orm";
import { transactions } from "@/db/schema/transactions";
import type { ActorOf, Context } from "@/lib/context";
import { BrokerError, type ReasonOf } from "@/lib/errors";
import { isId } from "@/lib/ids/mint-id";
import { requirePermission } from "@/lib/operators/require-permission";
import { chooseWay, reverseUntil } from "./choose-way";
import { getApprovalLimit } from "./get-approval-limit";
import { readFacts } from "./read-facts";
import type { RefundMethod } from "./state";

type Closed = ReasonOf<"conflict">;

/** What may be given back of a payment now, in plain values. Amounts are whole Rials as text. */
export type RefundWays = {
  amountRials: string;
  remainingRials: string;
  /** Why nothing may be asked for now; null when something may. */
  closed: Closed | null;
  /** How all that is left would go back; null when only a part may. */
  whole: RefundMethod | null;
  /** How a part would; null when only the whole may. */
  part: RefundMethod | null;
  /** Why a part, or what is left where that is less, may not be asked for. */
  partClosed: Closed | null;
  /** The smallest part, in Rials. */
  minRials: string | null;
  /** Whether the provider's refund pays out at once, or with its next settlement. */
  atOnce: boolean;
  /** What one person may still send back alone, parts of before taken off; null: anything. */
  approvalAboveRials: string | null;
  /** Until when the whole may be reversed, ISO 8601. */
  reverseUntil: string | null;
};

/**
 * How the tenant's payment may be refunded at this moment; asking for it is checked again.
 * @throws BrokerError `transaction_not_found`
 */
export async function refundWays(
  ctx: Context<ActorOf<"operator">>,
  transactionId: string,
): Promise<RefundWays> {
  requirePermission(ctx.actor, "read");
  const [transaction] = isId("transaction", transactionId)
    ? await ctx.db
        .select()
        .from(transactions)
        .where(
          and(eq(transactions.id, transactionId), eq(transactions.tenantId, ctx.actor.tenantId)),
        )
    : [];
  if (!transaction) throw new BrokerError("not_found", "transaction_not_found");
  const remaining = transaction.amountRials - transaction.refundedRials;
  const [found, limit] = await Promise.all([readFacts(ctx, transaction), getApprovalLimit(ctx)]);
  const base = {
    amountRials: String(transaction.amountRials),
    remainingRials: String(found ? remaining : 0n),
    whole: null,
    part: null,
    partClosed: null,
    minRials: null,
    atOnce: false,
    approvalAboveRials: limit === null ? null : String(aloneOf(limit, transaction.refundedRials)),
    reverseUntil: null,
  };
  if (!found) return { ...base, closed: "not_refundable" };
  if (remaining === 0n) return { ...base, closed: "refund_exceeds_paid" };
  if (found.unresolved) return { ...base, closed: "refund_unresolved" };

  const whole = chooseWay(found.facts, remaining);
  const min = found.facts.can.refundMinRials ?? 1n;
  // The smallest part stands for all of them; it must leave something, or it is the whole.
  const part: ReturnType<typeof chooseWay> =
    min < remaining ? chooseWay(found.facts, min) : { closed: "refund_below_minimum" };
  const until = reverseUntil(found.facts);
  return {
    ...base,
    closed: "closed" in whole && "closed" in part ? whole.closed : null,
    whole: "method" in whole ? whole.method : null,
    part: "method" in part ? part.method : null,
    partClosed: "closed" in part ? part.closed : null,
    minRials: String(min),
    atOnce: found.facts.can.refundsAtOnce,
    reverseUntil: until && until > found.facts.now ? until.toISOString() : null,
  };
}

const aloneOf = (limit: bigint, refunded: bigint) => (limit > refunded ? limit - refunded : 0n);
