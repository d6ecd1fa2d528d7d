import { z } from "zod";
import { ERROR_REASONS, ERROR_STATUS, type ErrorCode } from "@/lib/errors";
import { transactionBody } from "@/lib/transactions/serialize";

const codes = Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]];

/** The one error shape (client-api.md §1), as the document describes it. */
export const errorBody = z.object({
  error: z.object({
    code: z.enum(codes),
    /** A closed list, which grows deliberately. */
    reason: z.enum(codes.flatMap((code) => [...ERROR_REASONS[code]])),
    field: z.string().optional(),
    message: z.string(),
    message_fa: z.string(),
    provider: z.object({ name: z.string(), code: z.string(), message: z.string() }).optional(),
    /** Beside `endpoint_unreachable` and `endpoint_test_failed`: how the test request went. */
    test: z.object({ status: z.int().nullable(), error: z.string().nullable() }).optional(),
    request_id: z.string(),
    retryable: z.boolean(),
    doc_url: z.string(),
  }),
  /** Beside `order_already_paid`: the transaction that paid the order. */
  transaction: transactionBody.optional(),
});
