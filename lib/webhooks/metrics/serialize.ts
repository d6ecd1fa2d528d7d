import { z } from "zod";
import { MODES } from "@/lib/context";
import { ENDPOINT_STATUSES } from "../state";
import { BREAKER_STATES } from "./breaker-state";
import type { Rates, WebhookMetrics } from "./webhook-metrics";

const rates = {
  delivered: z.int(),
  failed: z.int(),
  success_ratio: z.number().nullable(),
  latency_ms: z.object({
    p50: z.int().nullable(),
    p95: z.int().nullable(),
    p99: z.int().nullable(),
  }),
};
/** For one endpoint at most 1000 of each are counted. */
const counts = { pending: z.int(), sending: z.int(), held: z.int(), dead: z.int() };

/** How deliveries fare: what waits now, and how tries went. `at_least`: some count stopped at its limit. */
export const metricsBody = z.object({
  object: z.literal("webhook_metrics"),
  mode: z.enum(MODES),
  hours: z.int(),
  oldest_due_seconds: z.int(),
  ...counts,
  at_least: z.boolean(),
  ...rates,
  dead_tuples: z.int(),
  endpoints: z.array(
    z.object({
      id: z.string(),
      app_id: z.string(),
      url: z.string(),
      status: z.enum(ENDPOINT_STATUSES),
      breaker: z.enum(BREAKER_STATES),
      open_until: z.iso.datetime({ precision: 3 }).nullable(),
      consecutive_failures: z.int(),
      oldest_due_seconds: z.int(),
      ...counts,
      ...rates,
    }),
  ),
});

const serializeRates = ({ delivered, failed, successRatio, p50Ms, p95Ms, p99Ms }: Rates) => ({
  delivered,
  failed,
  success_ratio: successRatio,
  latency_ms: { p50: p50Ms, p95: p95Ms, p99: p99Ms },
});

/** Metrics in their public shape. */
export function serializeMetrics(metrics: WebhookMetrics): z.output<typeof metricsBody> {
  const { pending, sending, held, dead } = metrics;
  return {
    object: "webhook_metrics",
    mode: metrics.mode,
    hours: metrics.hours,
    oldest_due_seconds: metrics.oldestDueSeconds,
    pending,
    sending,
    held,
    dead,
    at_least: metrics.atLeast,
    ...serializeRates(metrics),
    dead_tuples: metrics.deadTuples,
    endpoints: metrics.endpoints.map((one) => ({
      id: one.id,
      app_id: one.appId,
      url: one.url,
      status: one.status,
      breaker: one.breaker,
      open_until: one.openUntil?.toISOString() ?? null,
      consecutive_failures: one.consecutiveFailures,
      oldest_due_seconds: one.oldestDueSeconds,
      pending: one.pending,
      sending: one.sending,
      held: one.held,
      dead: one.dead,
      ...serializeRates(one),
    })),
  };
}
