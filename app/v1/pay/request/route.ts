import { appKey } from "@/lib/gates/api-key";
import { operationEndpoint } from "@/lib/http/endpoint";
import { openTransaction } from "@/lib/transactions/open-transaction";
import { requestPayment } from "@/lib/transactions/operations";
import { serializeTransaction } from "@/lib/transactions/serialize";

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as GET,
  methodNotAllowed as PATCH,
  methodNotAllowed as PUT,
} from "@/lib/http/endpoint";

export const POST = operationEndpoint(requestPayment, {
  gate: appKey,
  handle: async ({ ctx, body }) => {
    const outcome = await openTransaction(ctx, body);
    return outcome.replayed
      ? Response.json(serializeTransaction(outcome), {
          headers: { "Idempotency-Replayed": "true" },
        })
      : Response.json(serializeTransaction(outcome), { status: 201 });
  },
});
