import { adminToken } from "@/lib/gates/admin-token";
import { operationEndpoint } from "@/lib/http/endpoint";
import { redeliverOperation } from "@/lib/webhooks/operations";
import { redeliver } from "@/lib/webhooks/redeliver";
import { serializeDelivery } from "@/lib/webhooks/serialize";

export const POST = operationEndpoint(redeliverOperation, {
  gate: adminToken("recheck"),
  async handle({ ctx, params }) {
    return Response.json(serializeDelivery(await redeliver(ctx, params.id)));
  },
});

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as GET,
  methodNotAllowed as PATCH,
  methodNotAllowed as PUT,
} from "@/lib/http/endpoint";
