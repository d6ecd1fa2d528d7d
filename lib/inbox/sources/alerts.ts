import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Scope } from "./scope";

/**
 * What a person must hear of that no transaction tells: the tenant's own and the whole deployment's. Late
 * money that somebody took is no more to be decided; while it is asked about, its payment says so.
 */
export function openAlerts({ tenantId, mode }: Scope): SQL {
  return sql`
    select al.kind as what, al.first_at as since, al.id, t.app_id
    from payment.alerts al left join payment.transactions t on t.id = al.data ->> 'transaction_id'
    where al.resolved_at is null and (al.tenant_id is null or al.tenant_id = ${tenantId})
      and (al.mode is null or al.mode = ${mode})
      and not (al.kind = 'late_payment' and t.status = 'paid')`;
}
