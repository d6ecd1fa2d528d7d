import { adminToken } from "@/lib/gates/admin-token";
import { operationEndpoint } from "@/lib/http/endpoint";
import { deleteEndpoint } from "@/lib/webhooks/delete-endpoint";
import { deleteEndpointOperation, updateEndpointOperation } from "@/lib/webhooks/operations";
import { serializeEndpoint } from "@/lib/webhooks/serialize";
import { updateEndpoint } from "@/lib/webhooks/update-endpoint";

export const PATCH = operationEndpoint(updateEndpointOperation, {
  gate: adminToken("write"),
  async handle({ ctx, params, body: changes }) {
    const name = { appId: params.id, endpointId: params.endpointId };
    return Response.json(serializeEndpoint(await updateEndpoint(ctx, { ...name, changes })));
  },
});

export const DELETE = operationEndpoint(deleteEndpointOperation, {
  gate: adminToken("write"),
  async handle({ ctx, params }) {
    const name = { appId: params.id, endpointId: params.endpointId };
    return Response.json(serializeEndpoint(await deleteEndpoint(ctx, name)));
  },
});

export {
  methodNotAllowed as GET,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
} from "@/lib/http/endpoint";
