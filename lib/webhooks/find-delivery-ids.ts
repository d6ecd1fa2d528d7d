import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { isId, ulid } from "@/lib/ids/mint-id";
import type { DeliveryFilters } from "./delivery-filters";
import { EVENT_TYPES } from "./event-types";
import { isLeased, isUnderWay } from "./leased";
import { type DeliveryStatus, STORED_STATUSES, type StoredStatus } from "./state";

const ULID_TIME_CHARS = 10;

type Ask = Omit<DeliveryFilters, "limit" | "cursor"> & {
  tenantId: string;
  /** The id beside which the page lies; undefined for the first page. */
  from: { id: string; go: "older" | "newer" } | undefined;
  count: number;
};

/**
 * Ids of the tenant's deliveries that match, at most `count`: the newest first, or going to the newer
 * ones the nearest first. Deliveries belong to a
 * tenant, an app and a mode through their endpoint, and endpoints are few: each offers its newest from
 * the index that starts with it, and the newest of those are taken. So a page costs the same among a
 * million rows, whichever filters are set, and a change of a delivery has no more indexes to keep.
 */
export async function findDeliveryIds(db: Database, ask: Ask): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(deliveryIds(ask));
  return rows.map(({ id }) => id);
}

/** The same as a query of one column `id`, for statements that do something with them. */
export function deliveryIds(ask: Ask): SQL {
  const named = namedEvents(ask);
  return named ? ofEvents(named, ask) : newestOfEach(ask);
}

/** The endpoints that may have what is asked for, as a condition on `e`. */
function endpoints({ tenantId, app_id: appId, endpoint_id: endpointId, mode, q }: Ask): SQL {
  return and(
    sql`e.tenant_id = ${tenantId}`,
    appId !== undefined && sql`e.app_id = ${appId}`,
    endpointId !== undefined && sql`e.id = ${endpointId}`,
    mode !== undefined && sql`e.mode = ${mode}`,
    q !== undefined && isId("endpoint", q.trim()) && sql`e.id = ${q.trim()}`,
  );
}

function newestOfEach(ask: Ask): SQL {
  const { type, status, count } = ask;
  // A lane for each kind, so that a rare one is not looked for among all the others.
  const kinds = type !== undefined || status !== undefined;
  const lanes = kinds
    ? sql`cross join unnest(${sql.raw(literal(type ? [type] : EVENT_TYPES))}) t(type)
      cross join unnest(${sql.raw(literal(status ? [stored(status)] : STORED_STATUSES))}) s(status)`
    : sql``;
  const page = and(
    sql`endpoint_id = e.id`,
    kinds && sql`type = t.type and status = s.status`,
    ...underWay(ask, isUnderWay),
    beyond(ask, sql`id`),
    ...during(ask, sql`id`),
  );
  return sql`
    select d.id from payment.webhook_endpoints e ${lanes} cross join lateral (
      select id from payment.webhook_deliveries where ${page} order by id ${way(ask)} limit ${count}
    ) d
    where ${endpoints(ask)} order by d.id ${way(ask)} limit ${count}`;
}

/** The few events that are named: by transaction, or by what was typed. Null when nothing is named. */
function namedEvents({ transaction_id: transactionId, q }: Ask): SQL | null {
  const text = q?.trim();
  const searched = text === undefined || isId("endpoint", text) ? null : eventsOf(text);
  const told =
    transactionId === undefined
      ? null
      : sql`select id from payment.webhook_events where transaction_id = ${transactionId}`;
  if (searched && told) return sql`(${searched}) intersect (${told})`;
  return searched ?? told;
}

function eventsOf(text: string): SQL {
  if (isId("event", text)) return sql`select ${text}::text as id`;
  if (isId("delivery", text)) {
    return sql`select event_id as id from payment.webhook_deliveries where id = ${text}`;
  }
  if (isId("transaction", text)) {
    return sql`select id from payment.webhook_events where transaction_id = ${text}`;
  }
  return sql`select v.id from payment.transactions t
    join payment.webhook_events v on v.transaction_id = t.id where t.order_id = ${text}`;
}

function ofEvents(events: SQL, ask: Ask): SQL {
  const { type, status, count, q } = ask;
  const text = q?.trim();
  const matches = and(
    endpoints(ask),
    type !== undefined && sql`d.type = ${type}`,
    status !== undefined && sql`d.status = ${stored(status)}`,
    ...underWay(ask, isLeased(sql`d.endpoint_id`, sql`d.id`)),
    beyond(ask, sql`d.id`),
    ...during(ask, sql`d.id`),
    text !== undefined && isId("delivery", text) && sql`d.id = ${text}`,
  );
  return sql`
    with named as materialized (${events})
    select d.id from payment.webhook_deliveries d
      join payment.webhook_endpoints e on e.id = d.endpoint_id
    where d.event_id = any(array(select id from named)) and ${matches}
    order by d.id ${way(ask)} limit ${count}`;
}

/** What is sent at this moment is stored as pending, beside its lease. */
const stored = (status: DeliveryStatus): StoredStatus =>
  status === "sending" ? "pending" : status;

const underWay = ({ status }: Ask, leased: SQL) => [
  status === "sending" && leased,
  status === "pending" && sql`not ${leased}`,
];

const beyond = ({ from }: Ask, id: SQL) =>
  from !== undefined && (from.go === "older" ? sql`${id} < ${from.id}` : sql`${id} > ${from.id}`);

/** An id begins with the time of its event, so a period is a range of the index that is walked anyway. */
const during = ({ since, until }: Ask, id: SQL) => [
  since !== undefined && sql`${id} >= ${firstIdAt(since)}`,
  until !== undefined && sql`${id} < ${firstIdAt(until)}`,
];

const firstIdAt = (moment: string) =>
  `whd_${ulid(Math.max(Date.parse(moment), 0)).slice(0, ULID_TIME_CHARS)}`;

const way = ({ from }: Ask) => (from?.go === "newer" ? sql`asc` : sql`desc`);

function and(...conditions: (SQL | false)[]): SQL {
  return sql.join(
    conditions.filter((one) => one !== false),
    sql` and `,
  );
}

/** A SQL array of words of ours. Never given outside input. */
const literal = (words: readonly string[]) =>
  `array[${words.map((word) => `'${word}'`).join(", ")}]`;
