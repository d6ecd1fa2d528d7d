import { adminToken } from "@/lib/gates/admin-token";
import { operationEndpoint } from "@/lib/http/endpoint";
import { getWebhookDelivery } from "@/lib/webhooks/get-webhook-delivery";
import { getWebhookDeliveryOperation } from "@/lib/webhooks/operations";
import { serializeDeliveryDetail } from "@/lib/webhooks/serialize";

export const GET = operationEndpoint(getWebhookDeliveryOperation, {
  gate: adminToken("read"),
  async handle({ ctx, params }) {
    return Response.json(serializeDeliveryDetail(await getWebhookDelivery(ctx, params.id)));
  },
});

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as PATCH,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
} from "@/lib/http/endpoint";
