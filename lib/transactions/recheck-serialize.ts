import { z } from "zod";
import { explainExchange } from "@/lib/providers/explain";
import { RECHECK_RESULTS } from "./recheck-result";
import type { Recheck } from "./recheck-transaction";
import { serializeTransaction, transactionBody } from "./serialize";

/** One call to the provider and what it said, in its own code and words. */
const answerBody = z.object({
  call: z.string(),
  /** Null: nothing came back within the deadline. */
  http_status: z.int().nullable(),
  code: z.string().nullable(),
  message: z.string().nullable(),
  message_fa: z.string().nullable(),
  duration_ms: z.int(),
});

/** The transaction as it is now, and what the provider said when it was asked. */
export const recheckBody = transactionBody.extend({
  exception: z.string().nullable(),
  recheck: z.object({ result: z.enum(RECHECK_RESULTS), answers: z.array(answerBody) }),
});

export function serializeRecheck({
  result,
  exchanges,
  ...view
}: Recheck): z.output<typeof recheckBody> {
  const provider = view.attempt?.provider ?? "";
  return {
    ...serializeTransaction(view),
    exception: view.transaction.exception,
    recheck: {
      result,
      answers: exchanges.map((exchange) => {
        const said = explainExchange(provider, exchange);
        return {
          call: exchange.call,
          http_status: exchange.response?.status ?? null,
          code: said?.code ?? null,
          message: said?.en ?? null,
          message_fa: said?.fa ?? null,
          duration_ms: Math.round(exchange.durationMs),
        };
      }),
    },
  };
}
