import "server-only";
import { sql } from "drizzle-orm";
import type { ActorOf, Context, Mode } from "@/lib/context";
import type { Page } from "@/lib/http/pagination";
import { requirePermission } from "@/lib/operators/require-permission";
import { can, type Permission } from "@/lib/operators/state";
import { explainExchange } from "@/lib/providers/explain";
import type { Exchange } from "@/lib/providers/port";
import type { EndpointStatus } from "@/lib/webhooks/state";
import { decodePlace, encodePlace } from "./cursor";
import { sourceOf } from "./sources/source-of";
import {
  RECOMMENDED,
  STUCK_KINDS,
  type StuckAction,
  type StuckCase,
  type StuckKind,
} from "./state";
import type { StuckItem } from "./stuck-item";

const LIMIT_DEFAULT = 25;
const LIMIT_MAX = 100;

type Ask = {
  mode: Mode;
  /** Absent: of every kind. */
  kind?: StuckKind | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
  now?: Date;
};

type Row = {
  rank: number;
  since_micros: string;
  what: StuckCase;
  id: string;
  app_id: string | null;
  app_name: string | null;
  transaction_id: string | null;
  order_id: string | null;
  amount_rials: string | null;
  url: string | null;
  endpoint_id: string | null;
  endpoint_status: EndpointStatus | null;
  tries: number | null;
  last_status: number | null;
  provider: string | null;
  exchange: Exchange | null;
  alert_subject: string | null;
  alert: AlertData | null;
  public_id: string | null;
  last_used_at: string | null;
  expires_at: string | null;
};

/**
 * What needs a person: by kind, the most pressing first, and of each kind the longest waiting first.
 * @throws BrokerError `invalid_cursor`
 */
export async function listStuck(
  ctx: Context<ActorOf<"operator">>,
  { mode, kind, cursor, limit = LIMIT_DEFAULT, now = new Date() }: Ask,
): Promise<Page<StuckItem>> {
  requirePermission(ctx.actor, "read");
  const count = Math.min(limit, LIMIT_MAX);
  const after = cursor === undefined ? null : decodePlace(cursor);
  const scope = { tenantId: ctx.actor.tenantId, mode, now };
  const sources = STUCK_KINDS.flatMap((one, rank) => {
    const asked = (kind === undefined || kind === one) && rank >= (after?.rank ?? 0);
    return asked ? [sql`select ${rank}::int as rank, s.* from (${sourceOf(one, scope)}) s`] : [];
  });
  if (sources.length === 0) return { rows: [], nextCursor: null };
  const rest = after
    ? sql`(rank, since_micros, id) > (${after.rank}, ${after.sinceMicros}::bigint, ${after.id})`
    : sql`true`;
  // What a row tells is read for the rows of the page only.
  const rows = await ctx.db.execute<Row>(sql`
    with stuck as (
      select rank, what, id, app_id, (extract(epoch from since) * 1000000)::bigint as since_micros
      from (${sql.join(sources, sql` union all `)}) u
    ), page as materialized (
      select * from stuck where ${rest} order by rank, since_micros, id limit ${count + 1}
    )
    select p.rank, p.what, p.id, p.since_micros::text, p.app_id, app.name as app_name,
      t.id as transaction_id, t.order_id,
      coalesce(r.amount_rials, (al.data ->> 'amount_rials')::bigint, t.amount_rials)::text as amount_rials,
      e.url, e.id as endpoint_id, e.status as endpoint_status, d.attempt as tries, d.last_status, k.public_id, k.last_used_at, k.expires_at,
      last.provider, last.exchange, al.subject as alert_subject, al.data as alert
    from page p
    left join payment.client_apps app on app.id = p.app_id
    left join payment.alerts al on al.id = p.id
    left join payment.refunds r on r.id = p.id
    left join payment.webhook_deliveries d on d.id = p.id
    left join payment.webhook_events v on v.id = d.event_id
    left join payment.webhook_endpoints e on e.id = coalesce(d.endpoint_id, p.id)
    left join payment.api_keys k on k.id = p.id
    left join payment.transactions t on t.id = coalesce(
      r.transaction_id, v.transaction_id, al.data ->> 'transaction_id', p.id)
    left join lateral (${lastExchange}) last on true
    order by p.rank, p.since_micros, p.id`);
  const shown = rows.slice(0, count);
  const last = rows.length > count ? shown.at(-1) : undefined;
  return {
    rows: shown.map((row) => itemOf(row, ctx.actor)),
    nextCursor: last
      ? encodePlace({ rank: last.rank, sinceMicros: last.since_micros, id: last.id })
      : null,
  };
}

/** What the provider was asked last about the payment, or about the refund, and what came back. */
const lastExchange = sql`
  select a.provider, ev.data -> 'exchanges' -> -1 as exchange
  from payment.transaction_events ev join payment.attempts a on a.id = ev.attempt_id
  where ev.transaction_id = t.id and d.id is null
    and jsonb_array_length(coalesce(ev.data -> 'exchanges', '[]')) > 0
    and (r.id is null or ev.data ->> 'refund_id' = r.id)
  order by ev.seq desc limit 1`;

const MICROS_PER_MS = 1000n;

/** What an action that does something asks of an operator; the others only lead to a page. */
const NEEDS: Partial<Record<StuckAction, Permission>> = {
  recheck: "recheck",
  resend: "recheck",
  resolve: "write",
};

function itemOf(row: Row, actor: ActorOf<"operator">): StuckItem {
  const { transaction_id: paymentId, order_id: orderId, public_id: publicId } = row;
  const recommended = RECOMMENDED[row.what];
  // To an endpoint that does not listen nothing is sent; that comes first.
  const mute = row.endpoint_status !== null && row.endpoint_status !== "enabled";
  const name = recommended === "resend" && mute ? "open_endpoint" : recommended;
  return {
    kind: STUCK_KINDS[row.rank] as StuckKind,
    what: row.what,
    since: new Date(Number(BigInt(row.since_micros) / MICROS_PER_MS)),
    id: row.id,
    app: row.app_id && row.app_name ? { id: row.app_id, name: row.app_name } : null,
    payment: paymentId !== null && orderId !== null ? { id: paymentId, orderId } : null,
    amountRials: row.amount_rials === null ? null : BigInt(row.amount_rials),
    url: row.url,
    endpointId: row.endpoint_id,
    tries: row.tries,
    lastStatus: row.last_status,
    said: row.exchange && {
      call: row.exchange.call,
      words: explainExchange(row.provider ?? "", row.exchange),
    },
    token: row.alert?.token ?? null,
    rule: ruleOf(row),
    key:
      publicId !== null && row.expires_at !== null
        ? { publicId, lastUsedAt: dateOf(row.last_used_at), expiresAt: new Date(row.expires_at) }
        : null,
    action: { name, allowed: can(actor.role, NEEDS[name] ?? "read") },
  };
}

/** What alerts are raised with; anything may be missing. */
type AlertData = { token?: string; says?: string; broken?: number };

function ruleOf({ what, alert, alert_subject: id }: Row): StuckItem["rule"] {
  if (what !== "invariant_broken" || id === null) return null;
  return { id, says: alert?.says ?? "", broken: alert?.broken ?? 0 };
}

const dateOf = (text: string | null) => (text === null ? null : new Date(text));
