import "server-only";
import { sql } from "drizzle-orm";
import { literals } from "@/db/schema/base";
import type { Context } from "@/lib/context";
import { log } from "@/lib/log";
import { LIVE_STATUSES } from "@/lib/transactions/state";
import { doubtRefunds } from "./doubt-refunds";

/** What the hold on refunds still waits for. */
export type Hold = { attempts: number; accounts: number };

/**
 * Go on with the hold on refunds after a restore: release it once the provider was asked about every
 * payment that was open when it began, and every account that ever took one was swept since.
 * @returns what it waits for; null when nothing is held
 */
export async function followHold(ctx: Context): Promise<Hold | null> {
  await doubtRefunds(ctx);
  const [hold] = await ctx.db.execute<Hold & { since: string }>(sql`
    select h.since::text as since,
      (select count(*)::int from payment.attempts a join payment.transactions t on t.id = a.transaction_id
        where a.status = 'open' and a.created_at <= h.since and t.exception is null
          and t.status in (${literals(LIVE_STATUSES)})
          and (a.last_check_at is null or a.last_check_at <= h.since or a.lease_until > now())) as attempts,
      (select count(*)::int from payment.provider_accounts p
        where (p.swept_at is null or p.swept_at <= h.since)
          and exists (select 1 from payment.attempts a where a.account_id = p.id)) as accounts
    from payment.holds h where h.name = 'refunds' and h.released_at is null`);
  if (!hold) return null;
  const { attempts, accounts } = hold;
  if (attempts > 0 || accounts > 0) return { attempts, accounts };
  const released = await ctx.db.execute(sql`
    update payment.holds set released_at = now()
    where name = 'refunds' and released_at is null and since = ${hold.since}::timestamptz returning 1`);
  if (released.length > 0) log.warn({}, "reconcile first: done, refunds are sent again");
  return null;
}
