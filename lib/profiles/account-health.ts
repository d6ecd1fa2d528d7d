import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { UnknownCause } from "@/lib/providers/port";

/** After "too many attempts" (ZarinPal's -12) whoever can wait does so this long. The number is ours. */
const PAUSE_SECONDS = 15;
/** Those who waited are asked about within this, not all in the same moment. */
const WAKE_WITHIN_SECONDS = 20;

/** How soon a silent provider is tried again by reading its list, which changes nothing there. */
const PROBE_SECONDS = 20;

/** Nothing certain came back from the provider for this account: from now on it is tried every few seconds. */
export async function markUnanswered(
  db: Database,
  accountId: string,
  cause: UnknownCause,
): Promise<void> {
  await db.execute(sql`
    update payment.provider_accounts
    set unanswered_since = coalesce(unanswered_since, now()),
      next_sweep_at = least(next_sweep_at, now() + make_interval(secs => ${PROBE_SECONDS})),
      paused_until = case when ${cause === "busy"}
        then now() + make_interval(secs => ${PAUSE_SECONDS}) else paused_until end
    where id = ${accountId} and (unanswered_since is null or ${cause === "busy"}
      or next_sweep_at > now() + make_interval(secs => ${PROBE_SECONDS}))`);
}

/**
 * The provider answers for this account. If it had been silent, every payment whose outcome that left
 * unknown is asked about now rather than at its next rung, which may be hours away.
 */
export async function markAnswered(db: Database, accountId: string): Promise<void> {
  await db.execute(sql`
    with back as (
      update payment.provider_accounts set unanswered_since = null, paused_until = null
      where id = ${accountId} and unanswered_since is not null
      returning id
    )
    update payment.attempts
    set next_check_at = now() + random() * make_interval(secs => ${WAKE_WITHIN_SECONDS})
    where id = any(array(
      select a.id from back join payment.attempts a on a.account_id = back.id
      join payment.transactions t on t.id = a.transaction_id
      where a.next_check_at > now() + make_interval(secs => ${WAKE_WITHIN_SECONDS}) and t.status = 'verifying'
      for update of a skip locked))`);
}
