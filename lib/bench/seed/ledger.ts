import type { TransactionSql } from "postgres";

/** What the drawn payments and their refunds moved, as the settling statements would have booked it. */
export async function writeLedger(sql: TransactionSql): Promise<void> {
  await sql.unsafe(`
    insert into payment.ledger_entries (transaction_id, mode, tenant_id, app_id, kind, source_id, account,
      provider_account_id, amount_rials, at)
    select t.id, t.mode, t.tenant_id, t.app_id, side.kind, a.id, side.account, a.account_id,
      side.sign * case side.kind when 'fee' then a.fee_rials else t.amount_rials end, t.paid_at
    from drawn d join payment.transactions t on t.id = d.id
    join payment.attempts a on a.transaction_id = t.id and a.status = 'paid'
    cross join (values ('payment', 'provider_clearing', 1), ('payment', 'merchant_payable', -1),
      ('fee', 'provider_fees', 1), ('fee', 'provider_clearing', -1)) as side(kind, account, sign)
    where t.status = 'paid' and (side.kind = 'payment' or a.fee_rials > 0) order by d.n;

    insert into payment.ledger_entries (transaction_id, mode, tenant_id, app_id, kind, source_id, account,
      provider_account_id, amount_rials, at)
    select r.transaction_id, r.mode, r.tenant_id, r.app_id, 'refund', r.id, side.account, a.account_id,
      side.sign * r.amount_rials, r.ended_at
    from drawn d join payment.refunds r on r.transaction_id = d.id and r.status = 'succeeded'
    join payment.attempts a on a.id = r.attempt_id
    cross join (values ('refunds', 1), ('provider_clearing', -1)) as side(account, sign) order by d.n`);
}
