import "server-only";
import { sql } from "drizzle-orm";
import { raiseAlert } from "@/lib/alerts/raise-alert";
import type { Context, Mode } from "@/lib/context";
import { env } from "@/lib/env";
import { describeError, log } from "@/lib/log";
import { markAnswered, markUnanswered } from "@/lib/profiles/account-health";
import { SANDBOX_MERCHANT_ID } from "@/lib/profiles/ensure-defaults";
import { getAccount } from "@/lib/profiles/get-account";
import type { UnverifiedPayment } from "@/lib/providers/port";
import { getProvider } from "@/lib/providers/registry";
import { settleAttempt } from "./settle-attempt";
import { isFinal, type TransactionStatus } from "./state";

const EVERY_SECONDS = 300;
const ACCOUNTS_MAX = 20;
/** ZarinPal shows the last hundred; a shorter list is whole. */
const LISTED_MAX = 100;

type Account = { id: string; provider: string; mode: Mode; tenant_id: string };
type Known = {
  authority: string;
  attempt_id: string;
  transaction_id: string;
  attempt_status: string;
  status: TransactionStatus;
  frozen: boolean;
  accepts_late: boolean;
  /** An operator decided that this money goes back by itself. */
  let_go: boolean;
};

/**
 * The second net under the reconciler: read each account's list of payments that are paid and not
 * verified, settle those that are ours, and tell a person of the others. Every five minutes, by whichever
 * process comes first. @returns how many accounts were read
 */
export async function sweepUnverified(ctx: Context): Promise<number> {
  let swept = 0;
  for (const account of await pickAccounts(ctx)) {
    try {
      if (await sweep(ctx, account)) swept++;
    } catch (error) {
      log.error({ accountId: account.id, cause: describeError(error) }, "sweep failed");
    }
  }
  return swept;
}

function pickAccounts(ctx: Context): Promise<Account[]> {
  return ctx.db.execute<Account>(sql`
    update payment.provider_accounts
    set next_sweep_at = now() + make_interval(secs => ${EVERY_SECONDS})
    where id = any(array(
      select id from payment.provider_accounts
      where next_sweep_at <= now() and (paused_until is null or paused_until <= now())
      order by next_sweep_at limit ${ACCOUNTS_MAX} for update skip locked))
    returning id, provider, mode, tenant_id`);
}

async function sweep(ctx: Context, held: Account): Promise<boolean> {
  const provider = getProvider(held.provider);
  if (!provider.listUnverified) return false;
  const account = await getAccount(ctx.db, held.id);
  const answer = await provider.listUnverified(account);
  if (answer.outcome !== "accepted") {
    await markUnanswered(
      ctx.db,
      held.id,
      answer.outcome === "unknown" ? answer.cause : "unreadable",
    );
    return false;
  }
  await markAnswered(ctx.db, held.id);
  const listed = answer.value;
  const known = await findKnown(ctx, held.id, listed);
  // A merchant id that everybody uses at a public sandbox lists everybody's payments.
  const everybodys =
    account.credential === SANDBOX_MERCHANT_ID && !account.baseUrl.startsWith(env().PUBLIC_URL);
  for (const payment of listed) {
    const found = known.get(payment.token);
    if (found) await consider(ctx, held, payment, found);
    else if (!everybodys) await tellOfStranger(ctx, held, payment);
  }
  if (listed.length < LISTED_MAX) await resolveGone(ctx, held.id, listed);
  await ctx.db.execute(
    sql`update payment.provider_accounts set swept_at = now() where id = ${held.id}`,
  );
  return true;
}

async function findKnown(
  ctx: Context,
  accountId: string,
  listed: UnverifiedPayment[],
): Promise<Map<string, Known>> {
  if (listed.length === 0) return new Map();
  const tokens = JSON.stringify(listed.map(({ token }) => token));
  const rows = await ctx.db.execute<Known>(sql`
    select a.authority, a.id as attempt_id, a.transaction_id, a.status as attempt_status, t.status,
      t.exception is not null as frozen, (p.late_payment = 'accept' or a.late_accepted_at is not null) as accepts_late,
      exists (select from payment.transaction_events e where e.transaction_id = t.id
        and (e.type = 'late_payment.returned' and e.attempt_id = a.id
          or e.type = 'transaction.settled' and e.data ->> 'reason' = 'amount_mismatch')) as let_go
    from payment.attempts a
    join payment.transactions t on t.id = a.transaction_id
    join payment.client_apps p on p.id = t.app_id
    where a.account_id = ${accountId}
      and a.authority = any(array(select jsonb_array_elements_text(${tokens}::text::jsonb)))`);
  return new Map(rows.map((row) => [row.authority, row]));
}

/** One of ours: asked about now, or late money, which is the app's or an operator's to accept. */
async function consider(
  ctx: Context,
  { id: accountId, tenant_id: tenantId, mode }: Account,
  payment: UnverifiedPayment,
  found: Known,
): Promise<void> {
  const { attempt_id: attemptId, transaction_id: transactionId } = found;
  // The list may be older than our verify; what is frozen waits for a person.
  if (found.attempt_status === "paid" || found.frozen || found.let_go) return;
  if (isFinal(found.status) && !(found.status !== "paid" && found.accepts_late)) {
    await raiseAlert(ctx, {
      kind: "late_payment",
      subject: attemptId,
      tenantId,
      mode,
      data: { ...dataOf(accountId, payment), transaction_id: transactionId },
    });
    return;
  }
  if (isFinal(found.status)) {
    await ctx.db.execute(sql`
      update payment.attempts set next_check_at = now()
      where id = ${attemptId} and status = 'unpaid' and exists (
        select from payment.transactions t where t.id = ${transactionId} and t.exception is null)`);
  }
  await settleAttempt(ctx, { transactionId, attemptId }, { by: "reconcile" }, 30_000);
}

async function tellOfStranger(
  ctx: Context,
  { id: accountId, tenant_id: tenantId, mode }: Account,
  payment: UnverifiedPayment,
): Promise<void> {
  await raiseAlert(ctx, {
    kind: "provider_only_payment",
    subject: payment.token,
    tenantId,
    mode,
    data: dataOf(accountId, payment),
  });
}

function dataOf(accountId: string, { token, amountRials, paidAt }: UnverifiedPayment) {
  return { account_id: accountId, token, amount_rials: Number(amountRials), paid_at: paidAt };
}

/** What is on the whole list no more was verified, or went back to the shopper. */
async function resolveGone(ctx: Context, accountId: string, listed: UnverifiedPayment[]) {
  const tokens = JSON.stringify(listed.map(({ token }) => token));
  await ctx.db.execute(sql`
    update payment.alerts set resolved_at = now(), resolved_by = 'provider'
    where resolved_at is null and kind in ('provider_only_payment', 'late_payment')
      and data ->> 'account_id' = ${accountId}
      and not (data ->> 'token' = any(array(select jsonb_array_elements_text(${tokens}::text::jsonb))))`);
}
