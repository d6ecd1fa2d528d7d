import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { Mode } from "@/lib/context";
import { EVENT_TYPES } from "../event-types";
import { isUnderWay } from "../leased";
import type { EndpointStatus } from "../state";
import { type BreakerState, breakerState } from "./breaker-state";

/** How many deliveries of one state are counted for one endpoint: who has more is told "at least". */
export const COUNTED_MAX = 1_000;

/** An endpoint and what waits for it. A count of COUNTED_MAX means as many or more. */
export type EndpointState = {
  id: string;
  appId: string;
  appSlug: string;
  mode: Mode;
  url: string;
  status: EndpointStatus;
  breaker: BreakerState;
  openUntil: Date | null;
  consecutiveFailures: number;
  /** How long its most overdue delivery has waited; 0 when none is due, or while it is not enabled. */
  oldestDueSeconds: number;
  pending: number;
  sending: number;
  held: number;
  dead: number;
};

const types = sql.raw(`array[${EVENT_TYPES.map((type) => `'${type}'`).join(", ")}]`);

/**
 * The endpoints `e` (of apps `a`) that match, with their counts. Each count reads an index that holds the
 * counted rows only, at most 1 000 entries of it, so it costs the same however many deliveries there are.
 */
export async function measureEndpoints(db: Database, where: SQL): Promise<EndpointState[]> {
  const rows = await db.execute<Row>(sql`
    select e.id, e.app_id, a.slug, e.mode, e.url, e.status, e.open_until, e.consecutive_failures,
      least(due.n + recovering.n, ${COUNTED_MAX})::int as pending, coalesce(sending.n, 0) as sending, held.n as held, dead.n as dead,
      case when e.status = 'enabled' then
        extract(epoch from greatest(now() - least(due.first, recovering.first), interval '0'))::float8 end as oldest_due
    from payment.webhook_endpoints e join payment.client_apps a on a.id = e.app_id
    cross join lateral (select count(*)::int as n, min(next_attempt_at) as first from (
      select next_attempt_at from payment.webhook_deliveries
      where endpoint_id = e.id and status = 'pending' and recovered_at is null and not ${isUnderWay}
      order by next_attempt_at limit ${COUNTED_MAX}) w) due
    cross join lateral (select count(*)::int as n, min(next_attempt_at) as first from (
      select next_attempt_at from payment.webhook_deliveries
      where endpoint_id = e.id and status = 'pending' and recovered_at is not null and not ${isUnderWay}
      order by next_attempt_at limit ${COUNTED_MAX}) w) recovering
    left join (select endpoint_id, count(*)::int as n from payment.webhook_leases group by endpoint_id) sending
      on sending.endpoint_id = e.id
    cross join lateral (select count(*)::int as n from (
      select from payment.webhook_deliveries
      where endpoint_id = e.id and status = 'held' limit ${COUNTED_MAX}) w) held
    cross join lateral (select count(*)::int as n from (
      select from unnest(${types}) t(type) cross join lateral (
        select from payment.webhook_deliveries
        where endpoint_id = e.id and type = t.type and status = 'dead' limit ${COUNTED_MAX}) d
      limit ${COUNTED_MAX}) w) dead
    where ${where} order by e.id desc`);
  const nowMs = Date.now();
  return rows.map((row) => {
    const openUntil = row.open_until === null ? null : new Date(row.open_until);
    const { status, consecutive_failures: consecutiveFailures } = row;
    return {
      id: row.id,
      appId: row.app_id,
      appSlug: row.slug,
      mode: row.mode,
      url: row.url,
      status,
      breaker: breakerState({ status, openUntil, consecutiveFailures }, nowMs),
      openUntil,
      consecutiveFailures,
      oldestDueSeconds: Math.round(row.oldest_due ?? 0),
      pending: row.pending,
      sending: row.sending,
      held: row.held,
      dead: row.dead,
    };
  });
}

type Row = {
  id: string;
  app_id: string;
  slug: string;
  mode: Mode;
  url: string;
  status: EndpointStatus;
  open_until: string | null;
  consecutive_failures: number;
  pending: number;
  sending: number;
  held: number;
  dead: number;
  oldest_due: number | null;
};
