import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { KEY_ENDING_HOURS, KEY_USED_HOURS } from "../times";
import type { Scope } from "./scope";

/**
 * Keys with an end: those still used, however far it is, and those that end soon. `since` is when they
 * were last used, since that is how fresh the worry is; else when they were made.
 */
export function endingKeys({ tenantId, mode, now }: Scope): SQL {
  const at = sql`${now.toISOString()}::timestamptz`;
  const used = sql`k.last_used_at > ${at} - make_interval(hours => ${KEY_USED_HOURS})`;
  return sql`
    select case when ${used} then 'key_in_use' else 'key_ending' end as what,
      coalesce(k.last_used_at, k.created_at) as since, k.id, k.app_id
    from payment.client_apps a join payment.api_keys k on k.app_id = a.id
    where a.tenant_id = ${tenantId} and a.archived_at is null and k.mode = ${mode}
      and k.revoked_at is null and k.expires_at > ${at}
      and (${used} or k.expires_at < ${at} + make_interval(hours => ${KEY_ENDING_HOURS}))`;
}
