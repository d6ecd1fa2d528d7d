import "server-only";
import { eq, sql } from "drizzle-orm";
import { attempts } from "@/db/schema/transactions";
import type { Context } from "@/lib/context";
import { getAccount } from "@/lib/profiles/get-account";
import type { Answer, Exchange, Provider, ProviderAccount, RefundSeen } from "@/lib/providers/port";
import { getProvider } from "@/lib/providers/registry";
import { ageSeconds } from "@/lib/time/age-seconds";
import { nextLookSeconds, TRY_TO_SEND_UP_TO_SECONDS } from "./backoff";
import type { Refund } from "./find-refund";
import { isForgottenRefund } from "./is-forgotten-refund";
import { recordOpen } from "./record-open";
import { recordRefundEnd } from "./record-refund-end";
import { giveTurnBack, markSent, type Turn, takeTurn } from "./take-turn";
import { verdictOf } from "./verdict";

const WAITS_FOR_ANOTHER_SECONDS = 5;

/**
 * Steps two and three: one call that moves money, then what came of it, no database transaction open
 * between. What is read beforehand moves nothing, so it may fail and be tried again.
 */
export async function carryOutRefund(
  ctx: Context,
  refundId: string,
  patienceMs: number,
): Promise<void> {
  const turn = await takeTurn(ctx, refundId, patienceMs);
  if (!turn) return comeBack(ctx, refundId);
  const { refund } = turn;
  const [attempt] = await ctx.db.select().from(attempts).where(eq(attempts.id, refund.attemptId));
  if (!attempt) throw new Error(`attempt ${refund.attemptId} is gone`);
  const account = await getAccount(ctx.db, attempt.accountId);
  const provider = getProvider(refund.provider);
  const { authority, refId } = attempt;
  if (refund.method === "reverse") return reverse(ctx, turn, { provider, account, authority });
  return refundPart(ctx, turn, { provider, account, refId });
}

/** It is still waiting for another refund of the same payment; one that waits for a person is not due. */
async function comeBack(ctx: Context, refundId: string): Promise<void> {
  await ctx.db.execute(sql`
    update payment.refunds
    set next_check_at = now() + make_interval(secs => ${WAITS_FOR_ANOTHER_SECONDS})
    where id = ${refundId} and status = 'pending' and sent_at is null and lease_token is null
      and approval <> 'waiting'`);
}

type Door = { provider: Provider; account: ProviderAccount };

async function reverse(
  ctx: Context,
  turn: Turn,
  { provider, account, authority }: Door & { authority: string | null },
): Promise<void> {
  if (!provider.reverse || authority === null) throw new Error("this cannot be reversed");
  if (!(await markSent(ctx, turn, { providerRef: null, providerLastAt: null }))) return;
  const answer = await provider.reverse(account, authority);
  const exchanges = [answer.exchange];
  if (answer.outcome === "accepted") {
    return recordRefundEnd(ctx, turn.refund, { to: "succeeded" }, exchanges);
  }
  if (answer.outcome === "unknown") {
    return recordOpen(ctx, turn.refund, { status: "unknown", why: answer.cause }, exchanges);
  }
  // Refused, perhaps because somebody reversed it in the provider's own panel: then the money is back.
  const state = await provider.inquire?.(account, authority);
  if (state) exchanges.push(state.exchange);
  if (state?.outcome === "accepted" && state.value === "reversed") {
    return recordRefundEnd(ctx, turn.refund, { to: "succeeded" }, exchanges);
  }
  return refuse(ctx, turn.refund, answer.refusal.code, exchanges);
}

async function refundPart(
  ctx: Context,
  turn: Turn,
  { provider, account, refId }: Door & { refId: string | null },
): Promise<void> {
  const { refund } = turn;
  const { locatePayment } = provider;
  if (!locatePayment || !provider.refund || refId === null) throw new Error("no refunds here");
  if (!account.refundAccess) return postpone(ctx, turn, null);
  const amountRials = await paidAmount(ctx, refund);
  const located = await locatePayment(account, { refId, amountRials });
  if (located.outcome === "unknown") return postpone(ctx, turn, located.exchange);
  if (located.outcome === "refused") {
    return refuse(ctx, refund, located.refusal.code, [located.exchange], turn.token);
  }
  const { paymentRef, lastRefundAt } = located.value;
  const sent = { providerRef: paymentRef, providerLastAt: lastRefundAt };
  const forgotten = await isForgottenRefund(ctx, refund, lastRefundAt);
  if (!(await markSent(ctx, turn, sent))) return;
  // It may be this very one, asked for again: called sent, so that a person says how it ended.
  if (forgotten) {
    const open = {
      status: "unknown",
      why: "forgotten_refund",
      exception: "contradiction",
    } as const;
    return recordOpen(ctx, { ...refund, ...sent }, open, [located.exchange]);
  }
  const description = refund.reason ?? refund.id;
  const input = { paymentRef, amountRials: refund.amountRials, description };
  const answer = await provider.refund(account, input);
  return recordAnswer(ctx, { ...refund, ...sent }, answer, [located.exchange, answer.exchange]);
}

async function recordAnswer(
  ctx: Context,
  refund: Refund,
  answer: Answer<RefundSeen>,
  exchanges: Exchange[],
): Promise<void> {
  if (answer.outcome === "refused") {
    return refuse(ctx, refund, answer.refusal.code, exchanges);
  }
  if (answer.outcome === "unknown") {
    return recordOpen(ctx, refund, { status: "unknown", why: answer.cause }, exchanges);
  }
  const verdict = verdictOf(refund, answer.value);
  if (verdict.is === "ended") return recordRefundEnd(ctx, refund, verdict.end, exchanges);
  if (verdict.is === "accepted") {
    return recordOpen(ctx, refund, { status: "pending", why: verdict.code }, exchanges);
  }
  return recordOpen(ctx, refund, { status: "unknown", why: "contradiction" }, exchanges);
}

function refuse(
  ctx: Context,
  refund: Refund,
  code: string,
  exchanges: Exchange[],
  unsentUnder: string | null = null,
): Promise<void> {
  const failure = { reason: "provider_rejected", code } as const;
  return recordRefundEnd(ctx, refund, { to: "failed", failure }, exchanges, unsentUnder);
}

/** The provider's refund door did not answer, and nothing was sent: again later, but not for ever. */
async function postpone(ctx: Context, turn: Turn, exchange: Exchange | null): Promise<void> {
  const { approvalAt, createdAt } = turn.refund;
  if ((await ageSeconds(ctx.db, approvalAt ?? createdAt)) < TRY_TO_SEND_UP_TO_SECONDS) {
    return giveTurnBack(ctx, turn, nextLookSeconds(turn.refund.checks));
  }
  const failure = { reason: "not_sent", code: null } as const;
  const exchanges = exchange ? [exchange] : [];
  return recordRefundEnd(ctx, turn.refund, { to: "failed", failure }, exchanges, turn.token);
}

async function paidAmount(ctx: Context, { transactionId }: Refund): Promise<bigint> {
  const [row] = await ctx.db.execute<{ amount: string }>(
    sql`select amount_rials::text as amount from payment.transactions where id = ${transactionId}`,
  );
  if (!row) throw new Error(`transaction ${transactionId} is gone`);
  return BigInt(row.amount);
}
