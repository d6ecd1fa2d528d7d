import "server-only";
import { eq, sql } from "drizzle-orm";
import { decodeRow } from "@/db/rows";
import { refunds } from "@/db/schema/refunds";
import { attempts, transactions } from "@/db/schema/transactions";
import type { Context } from "@/lib/context";
import { mintId } from "@/lib/ids/mint-id";
import { getAccount } from "@/lib/profiles/get-account";
import type { Exchange } from "@/lib/providers/port";
import { getProvider } from "@/lib/providers/registry";
import type { Refund } from "./find-refund";
import { recordOpen } from "./record-open";
import { recordRefundEnd } from "./record-refund-end";
import { judgeLookUp, judgeReverse, type Verdict } from "./verdict";

/** Longer than the calls of one look. */
const LEASE_SECONDS = 45;

/**
 * Ask the provider what became of a refund that was sent, and record what is certain. Sends nothing.
 * Does nothing when it is over, was never sent, or somebody asks right now or asked too lately.
 */
export async function lookUpRefund(
  ctx: Context,
  refundId: string,
  { minAgeSeconds = 0 }: { minAgeSeconds?: number } = {},
): Promise<void> {
  const claim = await claimLook(ctx, refundId, minAgeSeconds);
  if (!claim) return;
  const { refund } = claim;
  const exchanges: Exchange[] = [];
  const verdict = await ask(ctx, claim, exchanges);
  switch (verdict.is) {
    case "ended":
      return recordRefundEnd(ctx, refund, verdict.end, exchanges);
    case "accepted":
      return recordOpen(ctx, refund, { status: "pending", why: verdict.code }, exchanges);
    case "contradiction":
      return recordOpen(
        ctx,
        refund,
        { status: "unknown", why: verdict.why, exception: "contradiction" },
        exchanges,
      );
    case "undecided": {
      // What the provider took over stays pending while it does not say otherwise.
      const status = refund.acceptedAt ? "pending" : "unknown";
      return recordOpen(ctx, refund, { status, why: verdict.why }, exchanges);
    }
  }
}

type Claim = { refund: Refund; now: Date };

async function claimLook(
  ctx: Context,
  refundId: string,
  minAgeSeconds: number,
): Promise<Claim | null> {
  const [row] = await ctx.db.execute<Record<string, unknown> & { db_now: string }>(sql`
    update payment.refunds
    set lease_token = ${mintId("request")}, lease_until = now() + make_interval(secs => ${LEASE_SECONDS}),
      checks = checks + 1, last_check_at = now()
    where id = ${refundId} and status in ('pending', 'unknown') and sent_at is not null
      and exception is null and (lease_until is null or lease_until < now())
      and coalesce(last_check_at, sent_at) <= now() - make_interval(secs => ${minAgeSeconds})
    returning *, now() as db_now`);
  return row ? { refund: decodeRow(refunds, row), now: new Date(row.db_now) } : null;
}

async function ask(ctx: Context, { refund, now }: Claim, exchanges: Exchange[]): Promise<Verdict> {
  const [paid] = await ctx.db
    .select({
      attempt: attempts,
      paidAt: transactions.paidAt,
      amountRials: transactions.amountRials,
    })
    .from(attempts)
    .innerJoin(transactions, eq(transactions.id, attempts.transactionId))
    .where(eq(attempts.id, refund.attemptId));
  if (!paid) throw new Error(`attempt ${refund.attemptId} is gone`);
  const provider = getProvider(refund.provider);
  const account = await getAccount(ctx.db, paid.attempt.accountId);
  if (refund.method === "reverse") {
    const { authority } = paid.attempt;
    if (!provider.inquire || authority === null) throw new Error("this cannot be looked up");
    const answer = await provider.inquire(account, authority);
    exchanges.push(answer.exchange);
    if (answer.outcome !== "accepted") return undecided(answer);
    const seconds = provider.capabilities().reverseWindowSeconds ?? 0;
    const windowEndsAt = paid.paidAt && new Date(paid.paidAt.getTime() + seconds * 1_000);
    return judgeReverse(refund, answer.value, { windowEndsAt, now });
  }
  const { findRefund, locatePayment } = provider;
  if (!findRefund || !locatePayment) throw new Error("no refunds here");
  // The token was taken out of the environment meanwhile.
  if (!account.refundAccess) return { is: "undecided", why: "refund_not_set_up" };
  let ref = refund.providerRef;
  if (ref === null) {
    // Only thought to be sent, for our books are a restored backup: where it went was lost with the rest.
    const { refId } = paid.attempt;
    if (refId === null) throw new Error(`attempt ${refund.attemptId} has no reference`);
    const located = await locatePayment(account, { refId, amountRials: paid.amountRials });
    exchanges.push(located.exchange);
    if (located.outcome !== "accepted") return undecided(located);
    ref = located.value.paymentRef;
  }
  const answer = await findRefund(account, ref);
  exchanges.push(answer.exchange);
  return answer.outcome === "accepted" ? judgeLookUp(refund, answer.value, now) : undecided(answer);
}

function undecided(answer: { cause?: string; refusal?: { code: string } }): Verdict {
  return { is: "undecided", why: answer.cause ?? answer.refusal?.code ?? "refused" };
}
