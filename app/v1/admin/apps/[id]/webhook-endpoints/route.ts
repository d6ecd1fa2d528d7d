import { getApp } from "@/lib/apps/get-app";
import { adminToken } from "@/lib/gates/admin-token";
import { operationEndpoint } from "@/lib/http/endpoint";
import { cursorId, pageResponse, pageUntil } from "@/lib/http/pagination";
import { createEndpoint } from "@/lib/webhooks/create-endpoint";
import { listEndpoints } from "@/lib/webhooks/list-endpoints";
import { createEndpointOperation, listEndpointsOperation } from "@/lib/webhooks/operations";
import { serializeEndpoint, serializePing } from "@/lib/webhooks/serialize";

export const GET = operationEndpoint(listEndpointsOperation, {
  gate: adminToken("read"),
  async handle({ ctx, params, query }) {
    const { id: appId, tenantId } = await getApp(ctx, params.id);
    const { limit } = query;
    const beforeId = cursorId("endpoint", query);
    const found = await listEndpoints(ctx, { tenantId, appId, limit, beforeId });
    return pageResponse(pageUntil(found.endpoints, found.nextBeforeId), serializeEndpoint);
  },
});

export const POST = operationEndpoint(createEndpointOperation, {
  gate: adminToken("write"),
  async handle({ ctx, params, body }) {
    const { id: appId, tenantId } = await getApp(ctx, params.id);
    const { url, mode, event_types: eventTypes, description } = body;
    const input = { tenantId, appId, url, mode, eventTypes, description };
    const { endpoint, secret, ping } = await createEndpoint(ctx, input);
    const created = { ...serializeEndpoint(endpoint), secret, ping: serializePing(ping) };
    return Response.json(created, { status: 201 });
  },
});

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as PATCH,
  methodNotAllowed as PUT,
} from "@/lib/http/endpoint";
