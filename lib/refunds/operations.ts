import { z } from "zod";
import { operation } from "@/lib/http/operation";
import { refundPaymentBody, refundTransactionBody } from "./schema";
import { adminRefundBody, refundBody } from "./serialize";

export const refundPayment = operation({
  method: "POST",
  path: "/v1/pay/refund",
  summary:
    "Give a paid transaction's money back, all of it or a part. Idempotent by refund_id within the transaction; repeating it tells how the refund stands.",
  security: "fp1",
  body: refundPaymentBody,
  success: { 201: refundBody, 200: refundBody },
});

export const refundTransactionOperation = operation({
  method: "POST",
  path: "/v1/admin/transactions/{id}/refund",
  summary: "Give a paid transaction's money back, all of it or a part.",
  security: "admin",
  params: z.object({ id: z.string() }),
  body: refundTransactionBody,
  success: { 201: adminRefundBody, 200: adminRefundBody },
});
