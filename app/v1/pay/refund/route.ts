import { appKey } from "@/lib/gates/api-key";
import { operationEndpoint } from "@/lib/http/endpoint";
import { refundPayment } from "@/lib/refunds/operations";
import { requestRefund } from "@/lib/refunds/request-refund";
import { serializeRefund } from "@/lib/refunds/serialize";

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as GET,
  methodNotAllowed as PATCH,
  methodNotAllowed as PUT,
} from "@/lib/http/endpoint";

export const POST = operationEndpoint(refundPayment, {
  gate: appKey,
  handle: async ({ ctx, body }) => {
    const { transaction_id: transactionId, refund_id: refundRef, ...wish } = body;
    const input = { ...wish, transactionId, refundRef, requestKey: null };
    const { refund, replayed } = await requestRefund(ctx, input);
    return replayed
      ? Response.json(serializeRefund(refund), { headers: { "Idempotency-Replayed": "true" } })
      : Response.json(serializeRefund(refund), { status: 201 });
  },
});
