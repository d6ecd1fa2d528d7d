import { z } from "zod";
import { operation } from "@/lib/http/operation";
import { pageBody } from "@/lib/http/pagination";
import { adminFilters } from "./admin-filters";
import { transactionDetailBody } from "./admin-serialize";
import { recheckBody } from "./recheck-serialize";
import { transactionBody } from "./serialize";

export const listTransactionsOperation = operation({
  method: "GET",
  path: "/v1/admin/transactions",
  summary: "Transactions that match all given filters, newest first.",
  security: "admin",
  query: adminFilters,
  success: { 200: pageBody(transactionBody) },
});

export const getTransactionOperation = operation({
  method: "GET",
  path: "/v1/admin/transactions/{id}",
  summary: "One transaction with its attempts, timeline, refunds and webhook deliveries.",
  security: "admin",
  params: z.object({ id: z.string() }),
  success: { 200: transactionDetailBody },
});

export const recheckTransactionOperation = operation({
  method: "POST",
  path: "/v1/admin/transactions/{id}/recheck",
  summary:
    "Ask the provider now and settle by what it says. Of a transaction that is over, what is known.",
  security: "admin",
  params: z.object({ id: z.string() }),
  success: { 200: recheckBody },
});
