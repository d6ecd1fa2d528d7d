import "server-only";
import { sql } from "drizzle-orm";
import type { ActorOf, Context } from "@/lib/context";
import { deliveryWorker, SLOTS } from "../delivery-worker";
import { LATENCY_BUCKETS_MS } from "../latency-buckets";
import { BREAKER_STATES } from "./breaker-state";
import { deadTuples } from "./dead-tuples";
import { COUNTED_MAX, type EndpointState, measureEndpoints } from "./measure-endpoints";
import { outcomeBook } from "./outcome-book";
import type { Family } from "./prometheus-text";

/**
 * Everything there is to scrape, of all tenants. What waits is read from the database, alike from every
 * process; tries are this process's own count since it began, so that they only grow, as a counter must:
 * the hours in the database end with their retention. Labels are endpoints and their apps, no more.
 */
export async function collectFamilies({ db }: Context<ActorOf<"system">>): Promise<Family[]> {
  const { since } = outcomeBook();
  const counted = JSON.stringify([...since.keys()]);
  // One that was deleted goes on being told of until the process ends, lest its counter vanish.
  const wanted = sql`(e.deleted_at is null or e.id in (select jsonb_array_elements_text(${counted}::text::jsonb)))`;
  const [endpoints, dead] = await Promise.all([measureEndpoints(db, wanted), deadTuples(db)]);
  const labels = ({ id, appSlug, mode }: EndpointState) => ({ endpoint: id, app: appSlug, mode });
  const tried = endpoints.flatMap((one) => {
    const outcomes = since.get(one.id);
    return outcomes ? [{ labels: labels(one), outcomes }] : [];
  });
  const perEndpoint = (value: (one: EndpointState) => number) =>
    endpoints.map((one) => ({ labels: labels(one), value: value(one) }));
  return [
    {
      name: "flatpay_webhook_attempts_total",
      help: "Tries to deliver by this process, by outcome.",
      type: "counter",
      samples: tried.flatMap(({ labels: of, outcomes }) => [
        { labels: { ...of, outcome: "delivered" }, value: outcomes.delivered },
        { labels: { ...of, outcome: "failed" }, value: outcomes.failed },
      ]),
    },
    {
      name: "flatpay_webhook_attempt_duration_seconds",
      help: "How long tries by this process took, from looking up the name to the end of the answer.",
      type: "histogram",
      bounds: LATENCY_BUCKETS_MS.map((ms) => ms / 1_000),
      histograms: tried.map(({ labels: of, outcomes }) => ({
        labels: of,
        counts: outcomes.latency,
        sum: outcomes.totalMs / 1_000,
      })),
    },
    {
      name: "flatpay_webhook_deliveries",
      help: `Deliveries by state; at most ${COUNTED_MAX} are counted for an endpoint and state.`,
      type: "gauge",
      samples: endpoints.flatMap((one) =>
        (["pending", "sending", "held", "dead"] as const).map((state) => ({
          labels: { ...labels(one), state },
          value: one[state],
        })),
      ),
    },
    {
      name: "flatpay_webhook_oldest_due_seconds",
      help: "How long the most overdue delivery of an enabled endpoint has waited.",
      type: "gauge",
      samples: perEndpoint((one) => one.oldestDueSeconds),
    },
    {
      name: "flatpay_webhook_consecutive_failures",
      help: "Failed tries since the last one that was taken.",
      type: "gauge",
      samples: perEndpoint((one) => one.consecutiveFailures),
    },
    {
      name: "flatpay_webhook_breaker",
      help: "1 for the state an endpoint's breaker is in, 0 for the others.",
      type: "gauge",
      samples: endpoints.flatMap((one) =>
        BREAKER_STATES.map((state) => ({
          labels: { ...labels(one), state },
          value: one.breaker === state ? 1 : 0,
        })),
      ),
    },
    {
      name: "flatpay_webhook_slots_in_use",
      help: `Requests under way in this process, of ${SLOTS}.`,
      type: "gauge",
      samples: [{ labels: {}, value: deliveryWorker().requests }],
    },
    {
      name: "flatpay_webhook_delivery_dead_tuples",
      help: "Old versions of rows in the table of deliveries that no vacuum has cleared yet.",
      type: "gauge",
      samples: [{ labels: {}, value: dead }],
    },
  ];
}
