import { archiveApp } from "@/lib/apps/archive-app";
import { getApp } from "@/lib/apps/get-app";
import { archiveAppOperation, getAppOperation, updateAppOperation } from "@/lib/apps/operations";
import { serializeApp } from "@/lib/apps/serialize";
import { updateApp } from "@/lib/apps/update-app";
import { withMerchant } from "@/lib/apps/with-merchants";
import { adminToken } from "@/lib/gates/admin-token";
import { operationEndpoint } from "@/lib/http/endpoint";

export const GET = operationEndpoint(getAppOperation, {
  gate: adminToken("read"),
  async handle({ ctx, params }) {
    const view = await withMerchant(ctx.db, await getApp(ctx, params.id));
    return Response.json(serializeApp(view, ctx.actor.role));
  },
});

export const PATCH = operationEndpoint(updateAppOperation, {
  gate: adminToken("write"),
  async handle({ ctx, params, body }) {
    const view = await updateApp(ctx, { id: params.id, changes: body });
    return Response.json(serializeApp(view, ctx.actor.role));
  },
});

export const DELETE = operationEndpoint(archiveAppOperation, {
  gate: adminToken("write"),
  async handle({ ctx, params }) {
    const view = await archiveApp(ctx, params.id);
    return Response.json(serializeApp(view, ctx.actor.role));
  },
});

export { methodNotAllowed as POST, methodNotAllowed as PUT } from "@/lib/http/endpoint";
