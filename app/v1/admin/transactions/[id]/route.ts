import { adminToken } from "@/lib/gates/admin-token";
import { operationEndpoint } from "@/lib/http/endpoint";
import { adminGetTransaction } from "@/lib/transactions/admin-get-transaction";
import { getTransactionOperation } from "@/lib/transactions/admin-operations";
import { serializeTransactionDetail } from "@/lib/transactions/admin-serialize";

export const GET = operationEndpoint(getTransactionOperation, {
  gate: adminToken("read"),
  async handle({ ctx, params }) {
    const detail = await adminGetTransaction(ctx, params.id);
    return Response.json(serializeTransactionDetail(detail));
  },
});

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as PATCH,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
} from "@/lib/http/endpoint";
