import "server-only";
import { sql } from "drizzle-orm";
import type { ActorOf, Context, Mode } from "@/lib/context";
import { requirePermission } from "@/lib/operators/require-permission";
import { deadTuples } from "./dead-tuples";
import { COUNTED_MAX, type EndpointState, measureEndpoints } from "./measure-endpoints";
import { addOutcomes, noOutcomes, type Outcomes } from "./outcome-book";
import { percentile } from "./percentile";

type Ask = { mode: Mode; endpointId?: string | undefined; hours: number };

/** How tries went. Null where there was none. Latencies in milliseconds. */
export type Rates = {
  delivered: number;
  failed: number;
  successRatio: number | null;
  p50Ms: number | null;
  p95Ms: number | null;
  p99Ms: number | null;
};
type Counts = Pick<EndpointState, "pending" | "sending" | "held" | "dead">;

export type WebhookMetrics = Rates &
  Counts & {
    mode: Mode;
    hours: number;
    oldestDueSeconds: number;
    /** Whether some endpoint has more in a state than are counted: then the sums say "at least". */
    atLeast: boolean;
    deadTuples: number;
    endpoints: (EndpointState & Rates)[];
  };

/**
 * How the tenant's deliveries of a mode fare: what waits now, and how tries went in this hour and the
 * `hours` before it; of one endpoint alone if it is named. The newest seconds may be missing: outcomes
 * are written every five.
 */
export async function webhookMetrics(
  ctx: Context<ActorOf<"operator">>,
  { mode, endpointId, hours }: Ask,
): Promise<WebhookMetrics> {
  requirePermission(ctx.actor, "read");
  const one = endpointId === undefined ? sql`` : sql`and e.id = ${endpointId}`;
  const own = sql`e.tenant_id = ${ctx.actor.tenantId} and e.mode = ${mode} and e.deleted_at is null ${one}`;
  const [states, outcomes, dead] = await Promise.all([
    measureEndpoints(ctx.db, own),
    ctx.db.execute<{
      endpoint_id: string;
      delivered: number;
      failed: number;
      latency: number[];
    }>(sql`
      select h.endpoint_id, sum(h.delivered)::int as delivered, sum(h.failed)::int as failed, (
        select json_agg(n order by i) from (
          select i, sum(c)::int as n from payment.webhook_endpoint_hours b, unnest(b.latency_counts) with ordinality t(c, i)
          where b.endpoint_id = h.endpoint_id and b.hour > now() - make_interval(hours => ${hours + 1}) group by i
        ) s) as latency
      from payment.webhook_endpoint_hours h join payment.webhook_endpoints e on e.id = h.endpoint_id
      where ${own} and h.hour > now() - make_interval(hours => ${hours + 1})
      group by h.endpoint_id`),
    deadTuples(ctx.db),
  ]);
  const byEndpoint = new Map(outcomes.map((row) => [row.endpoint_id, { ...row, totalMs: 0 }]));
  const all = noOutcomes();
  for (const row of byEndpoint.values()) addOutcomes(all, row);
  const sum = (state: keyof Counts) => states.reduce((total, row) => total + row[state], 0);
  return {
    mode,
    hours,
    oldestDueSeconds: Math.max(0, ...states.map((row) => row.oldestDueSeconds)),
    pending: sum("pending"),
    sending: sum("sending"),
    held: sum("held"),
    dead: sum("dead"),
    atLeast: states.some(({ pending, held, dead: given }) =>
      [pending, held, given].some((n) => n >= COUNTED_MAX),
    ),
    deadTuples: dead,
    ...ratesOf(all),
    endpoints: states.map((row) => ({
      ...row,
      ...ratesOf(byEndpoint.get(row.id) ?? noOutcomes()),
    })),
  };
}

function ratesOf({ delivered, failed, latency }: Outcomes): Rates {
  const tries = delivered + failed;
  return {
    delivered,
    failed,
    successRatio: tries === 0 ? null : delivered / tries,
    p50Ms: percentile(latency, 0.5),
    p95Ms: percentile(latency, 0.95),
    p99Ms: percentile(latency, 0.99),
  };
}
