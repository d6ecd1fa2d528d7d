import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";

/** A refund's pair of entries, inside the database transaction that ends it as succeeded. */
export async function bookRefund(tx: Context, { id }: { id: string }): Promise<void> {
  await tx.db.execute(sql`
    insert into payment.ledger_entries
      (transaction_id, mode, tenant_id, app_id, kind, source_id, account, provider_account_id, amount_rials)
    select r.transaction_id, r.mode, r.tenant_id, r.app_id, 'refund', r.id, side.account, a.account_id,
      side.sign * r.amount_rials
    from payment.refunds r join payment.attempts a on a.id = r.attempt_id,
      (values ('refunds', 1), ('provider_clearing', -1)) as side(account, sign)
    where r.id = ${id}`);
}
