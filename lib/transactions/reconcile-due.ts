import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { sweepNonces } from "@/lib/keys/burn-nonce";
import { type Limit, takeToken } from "@/lib/limits/take-token";
import { log } from "@/lib/log";
import { expireUnopened } from "./expire-unopened";
import { settleAttempt } from "./settle-attempt";
import { sweepUnverified } from "./sweep-unverified";

const BATCH = 50;
const PARALLEL = 4;
/** A picked attempt comes back after this, should its picker die. Longer than a lease. */
const PICKED_SECONDS = 45;

export type ReconcileSummary = {
  asked: number;
  settled: number;
  expired: number;
  /** Provider accounts whose list of unverified payments was read. */
  accounts_swept: number;
  nonces_swept: number;
};

/** Questions to one provider account by the reconciler; people who wait do not wait for it. */
const ACCOUNT_LIMIT: Limit = { perSecond: 10, burst: 20 };

type Due = { id: string; transaction_id: string; account_id: string };

/**
 * Ask the provider about every attempt that is due, and expire what was never opened. Overlapping runs
 * and several processes are safe: a row is picked once, and settling is guarded anyway.
 */
export async function reconcileDue(ctx: Context, budgetMs: number): Promise<ReconcileSummary> {
  const until = Date.now() + budgetMs;
  const summary = { asked: 0, settled: 0, expired: 0, accounts_swept: 0, nonces_swept: 0 };
  while (Date.now() < until) {
    const due = await pickDue(ctx);
    summary.asked += due.length;
    const queue = [...due];
    const workers = Array.from({ length: PARALLEL }, async () => {
      for (let one = queue.shift(); one; one = queue.shift()) {
        if (await ask(ctx, one)) summary.settled++;
      }
    });
    await Promise.all(workers);
    if (due.length < BATCH) break;
  }
  summary.expired = await expireDue(ctx);
  summary.accounts_swept = await sweepUnverified(ctx);
  summary.nonces_swept = await sweepNonces(ctx.db);
  return summary;
}

async function pickDue(ctx: Context): Promise<Due[]> {
  return ctx.db.execute<Due>(sql`
    update payment.attempts set next_check_at = now() + make_interval(secs => ${PICKED_SECONDS})
    where id = any(array(
      select a.id from payment.attempts a join payment.provider_accounts p on p.id = a.account_id
      where a.next_check_at <= now() and (p.paused_until is null or p.paused_until <= now())
      order by a.next_check_at limit ${BATCH} for update of a skip locked))
    returning id, transaction_id, account_id`);
}

/** True when it became final. A surprise is logged and costs only this attempt its turn. */
async function ask(ctx: Context, due: Due): Promise<boolean> {
  try {
    const target = { transactionId: due.transaction_id, attemptId: due.id };
    if (!(await mayAsk(ctx, due))) return false;
    const view = await settleAttempt(ctx, target, { by: "reconcile" }, 30_000);
    return view.transaction.endedAt !== null;
  } catch (error) {
    log.error({ attemptId: due.id, message: String(error) }, "reconcile failed");
    return false;
  }
}

/** False when the account's limit is reached: then the attempt is due again when it no longer is. */
async function mayAsk(ctx: Context, { id, account_id }: Due): Promise<boolean> {
  try {
    await takeToken(ctx.db, `provider:${account_id}`, ACCOUNT_LIMIT);
    return true;
  } catch (error) {
    if (!(error instanceof BrokerError) || error.reason !== "rate_limited") throw error;
    await ctx.db.execute(sql`
      update payment.attempts set next_check_at = now() + make_interval(secs => ${error.details.retryAfterSeconds ?? 1})
      where id = ${id} and next_check_at is not null`);
    return false;
  }
}

/** Past its time without the provider ever giving a session. */
async function expireDue(ctx: Context): Promise<number> {
  const rows = await ctx.db.execute<{ id: string }>(sql`
    select id from payment.transactions where status = 'created' and expires_at < now()
    order by expires_at limit ${BATCH}`);
  let expired = 0;
  for (const { id } of rows) if (await expireUnopened(ctx, id)) expired++;
  return expired;
}
