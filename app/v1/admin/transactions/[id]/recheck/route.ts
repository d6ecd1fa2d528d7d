import { adminToken } from "@/lib/gates/admin-token";
import { operationEndpoint } from "@/lib/http/endpoint";
import { recheckTransactionOperation } from "@/lib/transactions/admin-operations";
import { serializeRecheck } from "@/lib/transactions/recheck-serialize";
import { recheckTransaction } from "@/lib/transactions/recheck-transaction";

export const POST = operationEndpoint(recheckTransactionOperation, {
  gate: adminToken("recheck"),
  async handle({ ctx, params }) {
    return Response.json(serializeRecheck(await recheckTransaction(ctx, params.id)));
  },
});

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as GET,
  methodNotAllowed as PATCH,
  methodNotAllowed as PUT,
} from "@/lib/http/endpoint";
