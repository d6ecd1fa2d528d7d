import "server-only";
import { and, asc, eq, gt, like, or } from "drizzle-orm";
import { transactionEvents } from "@/db/schema/transactions";
import { recordAudit } from "@/lib/audit/record-audit";
import type { ActorOf, Context } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { isId } from "@/lib/ids/mint-id";
import { type Limit, takeToken } from "@/lib/limits/take-token";
import { requirePermission } from "@/lib/operators/require-permission";
import type { Exchange } from "@/lib/providers/port";
import { comparePaid } from "./compare-paid";
import { exchangesOf } from "./exchanges-of";
import { findViewById, type TransactionView } from "./find-transaction";
import type { RecheckResult } from "./recheck-result";
import { settleAttempt } from "./settle-attempt";
import { isFinal } from "./state";

/** Of one transaction, whoever asks: some at once, then one every five seconds. */
const LIMIT: Limit = { perSecond: 1 / 5, burst: 3 };

export type Recheck = TransactionView & {
  result: RecheckResult;
  /** What the provider was asked and said, in order; personal data masked. Empty unless `answered`. */
  exchanges: Exchange[];
};

/**
 * Ask the provider now, whatever the reconciler's plan is, and settle by what it says, in the one way
 * there is. Of a paid one the provider is only asked how it sees it; of one that ended unpaid nothing is asked,
 * except where late money is being looked for.
 * @throws BrokerError `transaction_not_found`, alike for another tenant's and for what is no id;
 * `rate_limited`
 */
export async function recheckTransaction(
  ctx: Context<ActorOf<"operator">>,
  id: string,
): Promise<Recheck> {
  requirePermission(ctx.actor, "recheck");
  const before = isId("transaction", id) ? await findViewById(ctx.db, id) : null;
  const { tenantId } = ctx.actor;
  if (before?.transaction.tenantId !== tenantId) {
    throw new BrokerError("not_found", "transaction_not_found");
  }
  await takeToken(ctx.db, `recheck:${id}`, LIMIT);
  const { status, eventSeq } = before.transaction;
  await recordAudit(ctx, {
    tenantId,
    action: "transaction.recheck",
    entityId: id,
    data: { status },
  });
  const { attempt } = before;
  if (!attempt) return { ...before, result: "not_opened", exchanges: [] };
  const target = { transactionId: id, attemptId: attempt.id };
  if (before.transaction.status === "paid") await comparePaid(ctx, before);
  const view = await settleAttempt(ctx, target, { by: "recheck" });
  const exchanges = await exchangesSince(ctx, id, eventSeq);
  return { ...view, result: resultOf(view, exchanges), exchanges };
}

/** What was asked since, by us or by whoever was asking already and answered for both. */
async function exchangesSince(ctx: Context, transactionId: string, seq: number) {
  const { data, type } = transactionEvents;
  const ofSettling = or(like(type, "transaction.%"), like(type, "check.%"));
  const rows = await ctx.db
    .select({ data })
    .from(transactionEvents)
    .where(
      and(
        eq(transactionEvents.transactionId, transactionId),
        gt(transactionEvents.seq, seq),
        ofSettling,
      ),
    )
    .orderBy(asc(transactionEvents.seq));
  return rows.flatMap((row) => exchangesOf(row.data));
}

function resultOf({ transaction, attempt }: TransactionView, exchanges: Exchange[]): RecheckResult {
  if (exchanges.length > 0) return "answered";
  if (isFinal(transaction.status)) return "final";
  if (transaction.exception !== null) return "frozen";
  return attempt?.authority == null ? "not_opened" : "still_asking";
}
