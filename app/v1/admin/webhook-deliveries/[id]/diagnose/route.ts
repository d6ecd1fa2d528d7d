import { adminToken } from "@/lib/gates/admin-token";
import { operationEndpoint } from "@/lib/http/endpoint";
import { diagnoseSignature } from "@/lib/webhooks/diagnose/diagnose-signature";
import { serializeDiagnosis } from "@/lib/webhooks/diagnose/serialize";
import { diagnoseWebhookDeliveryOperation } from "@/lib/webhooks/operations";

export const POST = operationEndpoint(diagnoseWebhookDeliveryOperation, {
  gate: adminToken("recheck"),
  async handle({ ctx, params, body: { attempt, ...given } }) {
    const question = { deliveryId: params.id, attempt, given };
    return Response.json(serializeDiagnosis(await diagnoseSignature(ctx, question)));
  },
});

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as GET,
  methodNotAllowed as PATCH,
  methodNotAllowed as PUT,
} from "@/lib/http/endpoint";
