import { createApp } from "@/lib/apps/create-app";
import { listApps } from "@/lib/apps/list-apps";
import { createAppOperation, listAppsOperation } from "@/lib/apps/operations";
import { serializeApp } from "@/lib/apps/serialize";
import { adminToken } from "@/lib/gates/admin-token";
import { operationEndpoint } from "@/lib/http/endpoint";
import { pageResponse } from "@/lib/http/pagination";

export const GET = operationEndpoint(listAppsOperation, {
  gate: adminToken("read"),
  async handle({ ctx, query }) {
    const page = await listApps(ctx, query);
    return pageResponse(page, (view) => serializeApp(view, ctx.actor.role));
  },
});

export const POST = operationEndpoint(createAppOperation, {
  gate: adminToken("write"),
  async handle({ ctx, body }) {
    const view = await createApp(ctx, body);
    return Response.json(serializeApp(view, ctx.actor.role), { status: 201 });
  },
});

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as PATCH,
  methodNotAllowed as PUT,
} from "@/lib/http/endpoint";
