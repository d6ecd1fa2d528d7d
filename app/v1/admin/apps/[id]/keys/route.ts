import { getApp } from "@/lib/apps/get-app";
import { adminToken } from "@/lib/gates/admin-token";
import { operationEndpoint } from "@/lib/http/endpoint";
import { pageResponse } from "@/lib/http/pagination";
import { issueKey } from "@/lib/keys/issue-key";
import { listKeys } from "@/lib/keys/list-keys";
import { issueKeyOperation, listKeysOperation } from "@/lib/keys/operations";
import { serializeKey } from "@/lib/keys/serialize";

export const GET = operationEndpoint(listKeysOperation, {
  gate: adminToken("read"),
  async handle({ ctx, params, query }) {
    const { id: appId } = await getApp(ctx, params.id);
    return pageResponse(await listKeys(ctx, { ...query, appId }), serializeKey);
  },
});

export const POST = operationEndpoint(issueKeyOperation, {
  gate: adminToken("write"),
  async handle({ ctx, params, body }) {
    const { key, secret } = await issueKey(ctx, { ...body, appId: params.id });
    return Response.json({ ...serializeKey(key), secret }, { status: 201 });
  },
});

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as PATCH,
  methodNotAllowed as PUT,
} from "@/lib/http/endpoint";
