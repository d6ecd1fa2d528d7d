import "server-only";
import { sql } from "drizzle-orm";
import { decodeRow } from "@/db/rows";
import { literals } from "@/db/schema/base";
import { attempts, transactions } from "@/db/schema/transactions";
import { actorId, type Context } from "@/lib/context";
import { mintId } from "@/lib/ids/mint-id";
import type { Attempt, Transaction } from "./find-transaction";
import { LIVE_STATUSES, UNPAID_ENDS } from "./state";

/**
 * Why we ask the provider. A callback says what the browser claimed; the rest is our own curiosity. An
 * operator's `recheck` also asks about what the reconciler has given up on, and `accept` takes late money
 * whatever the app's policy is.
 */
export type Trigger =
  | { by: "callback"; hint: "ok" | "not_ok" }
  | { by: "inquiry"; minAgeSeconds: number }
  | { by: "recheck" }
  | { by: "accept" }
  | { by: "reconcile" };

export type Claim = {
  transaction: Transaction;
  attempt: Attempt;
  token: string;
  /** By the database's clock: whether its time was over, and how old the attempt is. */
  expired: boolean;
  ageSeconds: number;
  /** The provider gave no answer for this account the last time. */
  unanswered: boolean;
  /** Another transaction of the same order is paid already. */
  orderPaid: boolean;
};
type ClaimRow = {
  transaction: Record<string, unknown>;
  attempt: Record<string, unknown>;
  order_paid: boolean;
  expired: boolean;
  age_seconds: number;
  unanswered: boolean;
};

/** Longer than every call a settlement makes, so that a lease ends early only when its holder died. */
const LEASE_SECONDS = 30;

/**
 * Become the one who asks the provider about this attempt, for a while. Null when another is on it, when
 * there is nothing to ask, or when it was asked too recently for this trigger. The lease only saves
 * calls: what keeps a payment single is the guarded update that follows.
 *
 * An attempt that ended unpaid is claimed only where the app accepts late money: by a callback, and to
 * ask again when that callback got no certain answer. An operator may accept it anyway.
 */
export async function claimAttempt(
  ctx: Context,
  attemptId: string,
  trigger: Trigger,
): Promise<Claim | null> {
  const token = mintId("request");
  const hint = trigger.by === "callback" ? trigger.hint : null;
  const minAge = trigger.by === "inquiry" ? trigger.minAgeSeconds : 0;
  const ended = sql`a.status = 'unpaid' and t.status in (${literals(UNPAID_ENDS)})`;
  const late = sql`${ended} and (p.late_payment = 'accept' or a.late_accepted_at is not null)`;
  const money = {
    callback: late,
    accept: ended,
    inquiry: sql`${late} and a.next_check_at is not null`,
    recheck: sql`${late} and a.next_check_at is not null`,
    reconcile: sql`${late} and a.next_check_at is not null`,
  }[trigger.by];
  // Any other exception is for a person to settle: an answer would not tell more than is known.
  const asksFrozen = trigger.by === "recheck" ? sql`or t.exception = 'never_answered'` : sql``;
  const [row] = await ctx.db.execute<ClaimRow>(sql`
    with held as (
      -- The transaction first, as everywhere (lock-transaction.ts).
      select t.* from payment.transactions t
      where t.id = (select transaction_id from payment.attempts where id = ${attemptId})
      for no key update
    ), claimed as (
      update payment.attempts a
      set lease_token = ${token}, lease_until = now() + make_interval(secs => ${LEASE_SECONDS}),
        checks = checks + 1, last_check_at = now(),
        -- Late money has no plan of its own; if we die over it, it must be asked about again.
        next_check_at = coalesce(next_check_at, now() + make_interval(secs => ${LEASE_SECONDS + 15})),
        -- Whoever comes back may have paid: from then on it is asked often again.
        rung = case when ${hint}::text is not null and callback_at is null then 0 else rung end,
        callback_at = case when ${hint}::text is null then callback_at else coalesce(callback_at, now()) end,
        -- Once the browser said OK, a later NOK does not unsay it.
        callback_hint = case when callback_hint = 'ok' then 'ok' else coalesce(${hint}::text, callback_hint) end
      from held t join payment.client_apps p on p.id = t.app_id
      where a.id = ${attemptId} and t.id = a.transaction_id and (t.exception is null ${asksFrozen})
        and ((a.status = 'open' and t.status in (${literals(LIVE_STATUSES)})) or (${money}))
        and (a.lease_until is null or a.lease_until < now())
        and (a.last_check_at is null or a.last_check_at <= now() - make_interval(secs => ${minAge}))
      returning a.*
    ), returned as (
      update payment.transactions t
      set event_seq = t.event_seq + 1, status = case when t.status = 'open' then 'verifying' else t.status end
      from claimed where t.id = claimed.transaction_id and ${hint}::text is not null
      returning t.*
    ), told as (
      insert into payment.transaction_events
        (transaction_id, seq, type, actor_type, actor_id, request_id, attempt_id, data)
      select id, event_seq, 'callback.received', ${ctx.actor.type}, ${actorId(ctx.actor)}, ${ctx.requestId},
        ${attemptId}, jsonb_build_object('hint', ${hint}::text)
      from returned
    )
    select to_jsonb(claimed) as attempt, coalesce(to_jsonb(returned), to_jsonb(t)) as transaction,
      exists (select 1 from payment.transactions other
        where other.order_id = t.order_id and other.app_id = t.app_id and other.mode = t.mode
          and other.status = 'paid' and other.id <> t.id) as order_paid,
      t.expires_at <= now() as expired,
      extract(epoch from now() - claimed.created_at)::float8 as age_seconds,
      (select unanswered_since is not null from payment.provider_accounts pa
        where pa.id = claimed.account_id) as unanswered
    from claimed join held t on t.id = claimed.transaction_id left join returned on true`);
  if (!row) return null;
  return {
    transaction: decodeRow(transactions, row.transaction),
    attempt: decodeRow(attempts, row.attempt),
    token,
    orderPaid: row.order_paid,
    expired: row.expired,
    ageSeconds: row.age_seconds,
    unanswered: row.unanswered,
  };
}

/** True while someone asks the provider about this attempt. */
export async function isClaimed(ctx: Context, attemptId: string): Promise<boolean> {
  const rows = await ctx.db.execute(sql`
    select 1 from payment.attempts where id = ${attemptId} and lease_until > now()`);
  return rows.length > 0;
}
