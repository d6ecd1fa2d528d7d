import { adminToken } from "@/lib/gates/admin-token";
import { operationEndpoint } from "@/lib/http/endpoint";
import { countRedeliverable } from "@/lib/webhooks/count-redeliverable";
import { redeliverManyOperation } from "@/lib/webhooks/operations";
import { redeliverMany } from "@/lib/webhooks/redeliver-many";
import { serializeRedelivery } from "@/lib/webhooks/serialize";

export const POST = operationEndpoint(redeliverManyOperation, {
  gate: adminToken("recheck"),
  async handle({ ctx, body: { ids, filter = {}, cursor, dry_run: dryRun } }) {
    const wanted = ids ? { ids } : { filter };
    const redelivery = dryRun
      ? await countRedeliverable(ctx, wanted)
      : await redeliverMany(ctx, { ...wanted, cursor });
    return Response.json(serializeRedelivery(redelivery, dryRun));
  },
});

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as GET,
  methodNotAllowed as PATCH,
  methodNotAllowed as PUT,
} from "@/lib/http/endpoint";
