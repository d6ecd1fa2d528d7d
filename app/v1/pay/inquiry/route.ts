import { appKey } from "@/lib/gates/api-key";
import { operationEndpoint } from "@/lib/http/endpoint";
import { inquireTransaction } from "@/lib/transactions/inquire-transaction";
import { inquirePayment } from "@/lib/transactions/operations";
import { serializeTransaction } from "@/lib/transactions/serialize";

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as GET,
  methodNotAllowed as PATCH,
  methodNotAllowed as PUT,
} from "@/lib/http/endpoint";

export const POST = operationEndpoint(inquirePayment, {
  gate: appKey,
  handle: async ({ ctx, body }) =>
    Response.json(serializeTransaction(await inquireTransaction(ctx, body))),
});
