import { adminToken } from "@/lib/gates/admin-token";
import { operationEndpoint } from "@/lib/http/endpoint";
import { pageResponse } from "@/lib/http/pagination";
import { listWebhookDeliveries } from "@/lib/webhooks/list-webhook-deliveries";
import { listWebhookDeliveriesOperation } from "@/lib/webhooks/operations";
import { serializeDelivery } from "@/lib/webhooks/serialize";

export const GET = operationEndpoint(listWebhookDeliveriesOperation, {
  gate: adminToken("read"),
  async handle({ ctx, query }) {
    return pageResponse(await listWebhookDeliveries(ctx, query), serializeDelivery);
  },
});

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as PATCH,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
} from "@/lib/http/endpoint";
