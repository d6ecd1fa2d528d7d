import { adminToken } from "@/lib/gates/admin-token";
import { operationEndpoint } from "@/lib/http/endpoint";
import { rotateEndpointSecretOperation } from "@/lib/webhooks/operations";
import { rotateEndpointSecret } from "@/lib/webhooks/rotate-endpoint-secret";
import { serializeEndpoint } from "@/lib/webhooks/serialize";

export const POST = operationEndpoint(rotateEndpointSecretOperation, {
  gate: adminToken("write"),
  async handle({ ctx, params, body }) {
    const name = { appId: params.id, endpointId: params.endpointId };
    const overlapSeconds = body.overlap_seconds;
    const { endpoint, secret } = await rotateEndpointSecret(ctx, { ...name, overlapSeconds });
    return Response.json({ ...serializeEndpoint(endpoint), secret });
  },
});

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as GET,
  methodNotAllowed as PATCH,
  methodNotAllowed as PUT,
} from "@/lib/http/endpoint";
