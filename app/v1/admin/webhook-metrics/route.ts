import { adminToken } from "@/lib/gates/admin-token";
import { operationEndpoint } from "@/lib/http/endpoint";
import { serializeMetrics } from "@/lib/webhooks/metrics/serialize";
import { webhookMetrics } from "@/lib/webhooks/metrics/webhook-metrics";
import { webhookMetricsOperation } from "@/lib/webhooks/operations";

export const GET = operationEndpoint(webhookMetricsOperation, {
  gate: adminToken("read"),
  async handle({ ctx, query: { mode, endpoint_id: endpointId, hours } }) {
    return Response.json(serializeMetrics(await webhookMetrics(ctx, { mode, endpointId, hours })));
  },
});

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as PATCH,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
} from "@/lib/http/endpoint";
