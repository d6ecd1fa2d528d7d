import { adminToken } from "@/lib/gates/admin-token";
import { operationEndpoint } from "@/lib/http/endpoint";
import { refundTransactionOperation } from "@/lib/refunds/operations";
import { requestRefund } from "@/lib/refunds/request-refund";
import { serializeAdminRefund } from "@/lib/refunds/serialize";

export const POST = operationEndpoint(refundTransactionOperation, {
  gate: adminToken("write"),
  async handle({ ctx, params, body }) {
    const { refund_id: refundRef = null, ...wish } = body;
    const input = { ...wish, transactionId: params.id, refundRef, requestKey: null };
    const { refund, replayed } = await requestRefund(ctx, input);
    return replayed
      ? Response.json(serializeAdminRefund(refund), { headers: { "Idempotency-Replayed": "true" } })
      : Response.json(serializeAdminRefund(refund), { status: 201 });
  },
});

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as GET,
  methodNotAllowed as PATCH,
  methodNotAllowed as PUT,
} from "@/lib/http/endpoint";
