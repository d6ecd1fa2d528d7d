import "server-only";
import { cache } from "react";
import type { OperatorContext } from "@/lib/gates/operator";
import { webhookMetrics } from "@/lib/webhooks/metrics/webhook-metrics";
import type { WebhookEndpoint } from "@/lib/webhooks/serialize";

export const HEALTH_HOURS = 24;

/** An endpoint's metrics of the last day: several parts of its page ask for the same ones. */
export const readMetrics = cache(
  (ctx: OperatorContext, { id: endpointId, mode }: WebhookEndpoint) =>
    webhookMetrics(ctx, { mode, endpointId, hours: HEALTH_HOURS }),
);
