import { operation } from "@/lib/http/operation";
import { inquiryBody, requestBody } from "./schema";
import { transactionBody } from "./serialize";

export const requestPayment = operation({
  method: "POST",
  path: "/v1/pay/request",
  summary: "Open a transaction and get the page to send the shopper to. Idempotent by order_id.",
  security: "fp1",
  body: requestBody,
  success: { 201: transactionBody, 200: transactionBody },
});

export const inquirePayment = operation({
  method: "POST",
  path: "/v1/pay/inquiry",
  summary: "A transaction's state, asked of the provider when it may be behind.",
  security: "fp1",
  body: inquiryBody,
  success: { 200: transactionBody },
});
