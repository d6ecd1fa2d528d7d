import { adminToken } from "@/lib/gates/admin-token";
import { operationEndpoint } from "@/lib/http/endpoint";
import { recoverEndpointOperation } from "@/lib/webhooks/operations";
import { recoverEndpoint } from "@/lib/webhooks/recover-endpoint";
import { serializeRecovery } from "@/lib/webhooks/serialize";

export const POST = operationEndpoint(recoverEndpointOperation, {
  gate: adminToken("write"),
  async handle({ ctx, params, body }) {
    const name = { appId: params.id, endpointId: params.endpointId };
    const since = new Date(body.since);
    return Response.json(serializeRecovery(await recoverEndpoint(ctx, { ...name, since })));
  },
});

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as GET,
  methodNotAllowed as PATCH,
  methodNotAllowed as PUT,
} from "@/lib/http/endpoint";
