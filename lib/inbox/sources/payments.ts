import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { literals } from "@/db/schema/base";
import { STUCK_CASES } from "../state";
import { VERIFYING_MINUTES } from "../times";
import type { Scope } from "./scope";

/** Payments that our rules cannot place, also where they had ended. On hold until an operator decides. */
export function exceptions({ tenantId, mode }: Scope): SQL {
  const named = sql`t.exception in (${literals(STUCK_CASES.exception)})`;
  return sql`
    select case when ${named} then t.exception else 'exception_other' end as what,
      coalesce((select max(e.at) from payment.transaction_events e
        where e.transaction_id = t.id and e.type = 'transaction.excepted'), t.created_at) as since,
      t.id, t.app_id
    from payment.transactions t
    where t.tenant_id = ${tenantId} and t.mode = ${mode} and t.exception is not null`;
}

/** Payments that have been asked about for long: since their shopper came back, else since they began. */
export function verifying({ tenantId, mode, now }: Scope): SQL {
  return sql`
    select 'verifying_long' as what, s.since, s.id, s.app_id
    from (
      select t.id, t.app_id, coalesce((
        select max(a.callback_at) from payment.attempts a where a.transaction_id = t.id
      ), t.created_at) as since
      from payment.transactions t
      where t.tenant_id = ${tenantId} and t.status = 'verifying'
        and t.mode = ${mode} and t.exception is null
    ) s
    where s.since < ${now.toISOString()}::timestamptz - make_interval(mins => ${VERIFYING_MINUTES})`;
}
