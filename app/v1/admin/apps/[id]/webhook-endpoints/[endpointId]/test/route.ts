import { adminToken } from "@/lib/gates/admin-token";
import { operationEndpoint } from "@/lib/http/endpoint";
import { testEndpointOperation } from "@/lib/webhooks/operations";
import { serializeDelivery } from "@/lib/webhooks/serialize";
import { testEndpoint } from "@/lib/webhooks/test-endpoint";

export const POST = operationEndpoint(testEndpointOperation, {
  gate: adminToken("recheck"),
  async handle({ ctx, params }) {
    const delivery = await testEndpoint(ctx, { appId: params.id, endpointId: params.endpointId });
    return Response.json(serializeDelivery(delivery), { status: 201 });
  },
});

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as GET,
  methodNotAllowed as PATCH,
  methodNotAllowed as PUT,
} from "@/lib/http/endpoint";
