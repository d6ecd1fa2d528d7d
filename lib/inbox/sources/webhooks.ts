import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { literals } from "@/db/schema/base";
import { idBounds } from "@/lib/ids/id-bounds";
import { EVENT_TYPES } from "@/lib/webhooks/event-types";
import { DEAD_DAYS, FAILING_HOURS } from "../times";
import type { Scope } from "./scope";

const HOUR_MS = 3_600_000;
/** News of a payment or a refund; a test tells of nothing. */
const NEWS = EVENT_TYPES.filter((type) => type !== "endpoint.test");

// Each endpoint offers its own from the index on (endpoint_id, type, status, id); ids hold the time.
const offered = ({ tenantId, mode }: Scope, deliveries: SQL) => sql`
  payment.webhook_endpoints e cross join lateral (${deliveries}) d
  where e.tenant_id = ${tenantId} and e.mode = ${mode} and e.deleted_at is null`;

const failing = ({ now }: Scope) => {
  const since = new Date(now.getTime() - FAILING_HOURS * HOUR_MS);
  const { end } = idBounds("delivery", { from: since, to: since });
  return sql`w.endpoint_id = e.id and w.type in (${literals(NEWS)}) and w.status = 'pending'
    and w.id < ${end} and w.attempt > 0 and w.created_at < ${since.toISOString()}::timestamptz`;
};

const dead = ({ now }: Scope) => {
  const from = new Date(now.getTime() - DEAD_DAYS * 24 * HOUR_MS);
  const { first } = idBounds("delivery", { from, to: now });
  return sql`w.endpoint_id = e.id and w.type in (${literals(NEWS)}) and w.status = 'dead'
    and w.id >= ${first} and w.created_at >= ${from.toISOString()}::timestamptz`;
};

/** News that did not arrive: given up lately, or refused for over an hour. */
export function undelivered(scope: Scope): SQL {
  return sql`
    select d.what, d.since, d.id, e.app_id from ${offered(
      scope,
      sql`
      select 'delivery_dead' as what, w.created_at as since, w.id
      from payment.webhook_deliveries w where ${dead(scope)}
      union all
      select 'delivery_failing', w.created_at, w.id
      from payment.webhook_deliveries w where ${failing(scope)}`,
    )}`;
}

/** Endpoints that we switched off, or where news has waited for over an hour and none arrived since. */
export function failingEndpoints(scope: Scope): SQL {
  const waiting = sql`
    select min(w.id) filter (where w.status <> 'held') as first_id, min(w.created_at) as since
    from payment.webhook_deliveries w
    where (${failing(scope)}) or (w.endpoint_id = e.id and w.type in (${literals(NEWS)})
      and w.status = 'held' and e.status = 'disabled')`;
  return sql`
    select case when e.status = 'disabled' then 'endpoint_disabled' else 'endpoint_failing' end as what,
      coalesce(d.since, e.created_at) as since, e.id, e.app_id
    from ${offered(scope, waiting)} and (e.status = 'disabled' or (
      e.status = 'enabled' and d.first_id is not null and not exists (
        select from payment.webhook_deliveries o where o.endpoint_id = e.id
          and o.type in (${literals(NEWS)}) and o.status = 'delivered' and o.id > d.first_id)))`;
}
