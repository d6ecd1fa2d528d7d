import "server-only";
import { sql } from "drizzle-orm";
import { literals } from "@/db/schema/base";
import { type Context, inTransaction } from "@/lib/context";
import { log } from "@/lib/log";
import { ASK_UP_TO_SECONDS } from "@/lib/transactions/backoff";
import { UNPAID_ENDS } from "@/lib/transactions/state";
import { doubtRefunds } from "./doubt-refunds";

/**
 * The books were restored from a backup (RECONCILE_FIRST=on), so the provider knows more than they do
 * (threats: T62). No refund is sent from now on, every open payment and every provider account is asked
 * about at once, and refunds that were waiting in the backup count as sent: they are looked up, never
 * sent again. `followHold` releases the hold. Begun anew by each call, also while one stands: it may
 * itself come from the backup.
 */
export async function holdRefunds(ctx: Context): Promise<void> {
  await inTransaction(ctx, async ({ db }) => {
    await db.execute(sql`
      insert into payment.holds (name, reason) values ('refunds', 'reconcile_first')
      on conflict (name) do update set since = now(), released_at = null, reason = excluded.reason`);
    // Leases are the dead's. Payments that ended unpaid count too where late money is accepted.
    await db.execute(sql`
      update payment.attempts a
      set next_check_at = now(), rung = 0, lease_token = null, lease_until = null
      from payment.transactions t join payment.client_apps p on p.id = t.app_id
      where t.id = a.transaction_id and t.exception is null and a.authority is not null
        and (a.status = 'open' or (a.status = 'unpaid' and t.status in (${literals(UNPAID_ENDS)})
          and (p.late_payment = 'accept' or a.late_accepted_at is not null) and a.created_at > now() - make_interval(secs => ${ASK_UP_TO_SECONDS})))`);
    await db.execute(sql`
      update payment.provider_accounts set next_sweep_at = now(), paused_until = null`);
    await db.execute(sql`
      update payment.refunds set next_check_at = now(), lease_token = null, lease_until = null
      where status in ('pending', 'unknown') and sent_at is not null and exception is null`);
  });
  await doubtRefunds(ctx);
  log.warn({}, "reconcile first: refunds are held until every payment was asked about");
}
