import { adminToken } from "@/lib/gates/admin-token";
import { operationEndpoint } from "@/lib/http/endpoint";
import { pageResponse } from "@/lib/http/pagination";
import { adminListTransactions } from "@/lib/transactions/admin-list-transactions";
import { listTransactionsOperation } from "@/lib/transactions/admin-operations";
import { serializeTransaction } from "@/lib/transactions/serialize";

export const GET = operationEndpoint(listTransactionsOperation, {
  gate: adminToken("read"),
  async handle({ ctx, query }) {
    return pageResponse(await adminListTransactions(ctx, query), serializeTransaction);
  },
});

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as PATCH,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
} from "@/lib/http/endpoint";
