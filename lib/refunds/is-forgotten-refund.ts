import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import type { Refund } from "./find-refund";

/** By which the provider's clock may be before ours. */
const CLOCKS_APART_SECONDS = 60;

/**
 * Whether the provider's newest refund of a payment is one that our books lost when a backup was restored:
 * the payment is older than the restore, and no refund of ours that was sent explains it. Refunds made in
 * the provider's own panel look the same.
 */
export async function isForgottenRefund(
  ctx: Context,
  { id, transactionId }: Pick<Refund, "id" | "transactionId">,
  lastRefundAt: Date | null,
): Promise<boolean> {
  if (lastRefundAt === null) return false;
  const rows = await ctx.db.execute(sql`
    select 1 from payment.transactions t join payment.holds h on h.name = 'refunds' and t.paid_at <= h.since
    where t.id = ${transactionId} and not exists (select 1 from payment.refunds other
      where other.transaction_id = t.id and other.id <> ${id} and other.sent_at is not null
        and coalesce(other.ended_at, now()) + make_interval(secs => ${CLOCKS_APART_SECONDS})
          >= ${lastRefundAt.toISOString()}::timestamptz)`);
  return rows.length > 0;
}
