import "server-only";
import { sql } from "drizzle-orm";
import { decodeRow } from "@/db/rows";
import { refunds } from "@/db/schema/refunds";
import type { Context } from "@/lib/context";
import { mintId } from "@/lib/ids/mint-id";
import { isUniqueViolation } from "@/lib/transactions/record-session";
import type { Refund } from "./find-refund";

export type Turn = { refund: Refund; token: string };

/** Longer than all calls of one turn, so that a lease ends early only when its holder died. */
const LEASE_SECONDS = 45;
/** So that the times which the provider gives two refunds of one payment always differ. */
const BREATH_SECONDS = 2;
const POLL_MS = 200;

/**
 * Become the one who sends this refund. Null when it was sent or ended, waits for a second
 * person, or another refund of the same
 * payment stays at the provider longer than `patienceMs`: then it waits for the next run.
 */
export async function takeTurn(
  ctx: Context,
  refundId: string,
  patienceMs: number,
): Promise<Turn | null> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const turn = await tryTurn(ctx, refundId);
    if (turn || Date.now() >= until || !(await isWorthWaiting(ctx, refundId))) return turn;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

async function tryTurn(ctx: Context, refundId: string): Promise<Turn | null> {
  const token = mintId("request");
  try {
    const [row] = await ctx.db.execute(sql`
      update payment.refunds r
      set lease_token = ${token}, lease_until = now() + make_interval(secs => ${LEASE_SECONDS})
      where id = ${refundId} and status = 'pending' and sent_at is null
        and approval in ('not_needed', 'approved')
        and (lease_until is null or lease_until < now())
        and not exists (select 1 from payment.refunds other
          where other.transaction_id = r.transaction_id and other.sent_at is not null
            and other.ended_at > now() - make_interval(secs => ${BREATH_SECONDS}))
        -- After a restore nothing is sent for a while, and never what may have been sent already.
        and not exists (select 1 from payment.holds h where h.name = 'refunds'
          and (h.released_at is null or r.created_at <= h.since))
      returning *`);
    if (!row) return null;
    const turn = { refund: decodeRow(refunds, row), token };
    // The update may have waited for the other refund's end and still looks at the time before it.
    if (!(await hasJustEnded(ctx, refundId))) return turn;
    await leaveTurn(ctx, turn);
    return null;
  } catch (error) {
    // refunds_one_in_the_air: another refund of this payment has its turn.
    if (isUniqueViolation(error)) return null;
    throw error;
  }
}

/** Whether another refund of the same payment ended less than a breath ago; read anew. */
async function hasJustEnded(ctx: Context, refundId: string): Promise<boolean> {
  const rows = await ctx.db.execute(sql`
    select 1 from payment.refunds r
    join payment.refunds other on other.transaction_id = r.transaction_id and other.id <> r.id
    where r.id = ${refundId} and other.sent_at is not null
      and other.ended_at > now() - make_interval(secs => ${BREATH_SECONDS})`);
  return rows.length > 0;
}

async function leaveTurn(ctx: Context, { refund, token }: Turn): Promise<void> {
  await ctx.db.execute(sql`
    update payment.refunds set lease_token = null, lease_until = null
    where id = ${refund.id} and lease_token = ${token} and status = 'pending' and sent_at is null`);
}

/** Only for one that will be done with its call in a moment: a payout may take days. */
async function isWorthWaiting(ctx: Context, refundId: string): Promise<boolean> {
  const rows = await ctx.db.execute(sql`
    select 1 from payment.refunds r
    join payment.refunds other on other.transaction_id = r.transaction_id and other.id <> r.id
    where r.id = ${refundId} and r.status = 'pending' and r.sent_at is null and r.approval <> 'waiting'
      and ((other.status = 'pending' and other.accepted_at is null and other.lease_until > now())
        or (other.sent_at is not null and other.ended_at > now() - make_interval(secs => ${BREATH_SECONDS})))`);
  return rows.length > 0;
}

/**
 * Write down that the call is made now, just before it is. Only under one's own lease and only once:
 * whoever gets false must not call.
 */
export async function markSent(
  ctx: Context,
  { refund, token }: Turn,
  payment: { providerRef: string | null; providerLastAt: Date | null },
): Promise<boolean> {
  const startedAt = Date.now();
  const rows = await ctx.db.execute(sql`
    update payment.refunds
    set sent_at = now(), checks = 0, lease_until = now() + make_interval(secs => ${LEASE_SECONDS}),
      provider_ref = ${payment.providerRef},
      provider_last_at = ${payment.providerLastAt?.toISOString() ?? null}::timestamptz
    where id = ${refund.id} and lease_token = ${token} and lease_until > now()
      and status = 'pending' and sent_at is null
      and not exists (select 1 from payment.holds where name = 'refunds' and released_at is null)
    returning 1`);
  // A process that slept over this comes too late: by then it may have been looked up and given up.
  return rows.length > 0 && Date.now() - startedAt < LEASE_SECONDS * 1_000;
}

/** Nothing was sent: another may go first, and this one is tried again in a while. */
export async function giveTurnBack(
  ctx: Context,
  { refund, token }: Turn,
  inSeconds: number,
): Promise<void> {
  await ctx.db.execute(sql`
    update payment.refunds
    set lease_token = null, lease_until = null, checks = checks + 1, last_check_at = now(),
      next_check_at = now() + make_interval(secs => ${inSeconds})
    where id = ${refund.id} and lease_token = ${token} and status = 'pending' and sent_at is null`);
}
