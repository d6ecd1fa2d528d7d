import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { literals } from "@/db/schema/base";
import { LIVE_REFUND_STATUSES } from "@/lib/refunds/state";
import { REFUND_MINUTES } from "../times";
import type { Scope } from "./scope";

/** Refunds that were sent and never certainly answered, that are frozen, or that wait for a second person. */
export function stuckRefunds({ tenantId, mode, now }: Scope): SQL {
  return sql`
    select case when r.exception is not null then 'refund_exception'
        when r.approval = 'waiting' then 'refund_waiting' else 'refund_unknown' end as what,
      coalesce(r.sent_at, r.created_at) as since, r.id, r.app_id
    from payment.refunds r
    where r.tenant_id = ${tenantId} and r.status in (${literals(LIVE_REFUND_STATUSES)})
      and r.mode = ${mode} and (r.exception is not null or r.approval = 'waiting' or (r.status = 'unknown' and
        r.sent_at < ${now.toISOString()}::timestamptz - make_interval(mins => ${REFUND_MINUTES})))`;
}
