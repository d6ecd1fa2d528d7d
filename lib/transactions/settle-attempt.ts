import "server-only";
import type { Context } from "@/lib/context";
import { log } from "@/lib/log";
import { markAnswered, markUnanswered } from "@/lib/profiles/account-health";
import { getAccount } from "@/lib/profiles/get-account";
import type { Exchange, UnknownCause } from "@/lib/providers/port";
import { getProvider } from "@/lib/providers/registry";
import { askProvider, type Verdict } from "./ask-provider";
import { type Claim, claimAttempt, isClaimed, type Trigger } from "./claim-attempt";
import { getView, type TransactionView } from "./find-transaction";
import { recordPaid } from "./record-paid";
import { recordException, recordUndecided, recordUnpaid } from "./record-unsettled";

/** How long a shopper or a site waits for another process that asks the provider already. */
const WAIT_MS = 8_000;
const POLL_MS = 150;
const settling = new Map<string, Promise<void>>();

/**
 * The one way a payment is settled, whoever asks: callback, inquiry and reconciler (threats: T3, T8).
 * Lease → ask the provider with our own amount, no database transaction open → one transaction with the
 * guarded update, event, outbox and audit. Equal calls that meet in this process share one.
 * Waits for the outcome up to `patienceMs`; what is then still running goes on and is recorded.
 */
export async function settleAttempt(
  ctx: Context,
  target: { transactionId: string; attemptId: string },
  trigger: Trigger,
  patienceMs = 9_000,
): Promise<TransactionView> {
  const { attemptId, transactionId } = target;
  const name = `${attemptId} ${trigger.by} ${trigger.by === "callback" ? trigger.hint : ""}`;
  let running = settling.get(name);
  if (!running) {
    running = settle(ctx, attemptId, trigger).finally(() => settling.delete(name));
    settling.set(name, running);
    // Whoever waits sees a failure; when nobody does any more, the log must.
    running.catch((error) => log.error({ attemptId, message: String(error) }, "settlement failed"));
  }
  await Promise.race([running, new Promise((resolve) => setTimeout(resolve, patienceMs).unref())]);
  return getView(ctx.db, transactionId);
}

async function settle(ctx: Context, attemptId: string, trigger: Trigger): Promise<void> {
  const claim = await claimOrWait(ctx, attemptId, trigger);
  if (!claim) return;
  const account = await getAccount(ctx.db, claim.attempt.accountId);
  const provider = getProvider(claim.attempt.provider);
  const verdict = await askProvider(provider, account, claim);
  // The outcome first: what the provider said must not wait for bookkeeping about the provider.
  await record(ctx, claim, verdict);
  await noteHealth(ctx, claim, verdict);
}

function record(ctx: Context, claim: Claim, verdict: Verdict): Promise<void> {
  const exchanges: Exchange[] = verdict.exchanges;
  switch (verdict.is) {
    case "paid":
      return recordPaid(ctx, claim, verdict.verified, exchanges);
    case "unpaid":
      return recordUnpaid(ctx, claim, verdict, exchanges);
    case "amount_mismatch":
      return recordException(ctx, claim, "amount_mismatch", exchanges);
    case "paid_twice":
      return recordException(ctx, claim, "paid_twice", exchanges);
    case "undecided":
      return recordUndecided(ctx, claim, verdict, exchanges);
  }
}

/** Whether the provider answers for this account at all; what waits for that is woken when it does. */
async function noteHealth(ctx: Context, claim: Claim, verdict: Verdict): Promise<void> {
  const { accountId } = claim.attempt;
  const silent =
    verdict.is === "undecided" && verdict.why !== "pending" && verdict.why !== "not_visible_yet";
  if (silent) await markUnanswered(ctx.db, accountId, verdict.why as UnknownCause);
  else if (claim.unanswered) await markAnswered(ctx.db, accountId);
}

/** The claim; or, when another holds it and somebody waits for the answer, null once that one is done. */
async function claimOrWait(
  ctx: Context,
  attemptId: string,
  trigger: Trigger,
): Promise<Claim | null> {
  const until = Date.now() + WAIT_MS;
  for (;;) {
    const claim = await claimAttempt(ctx, attemptId, trigger);
    if (claim || trigger.by === "reconcile") return claim;
    if (Date.now() > until || !(await isClaimed(ctx, attemptId))) return null;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
