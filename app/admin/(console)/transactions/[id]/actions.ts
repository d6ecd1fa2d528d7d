"use server";

import { refresh } from "next/cache";
import { getLocale } from "next-intl/server";
import { z } from "zod";
import { action } from "@/lib/http/action";
import { explainExchange } from "@/lib/providers/explain";
import { recheckTransaction } from "@/lib/transactions/recheck-transaction";
import { redeliver } from "@/lib/webhooks/redeliver";

const one = z.strictObject({ id: z.string().max(40) });

/** Ask the provider now; what it said comes back in the operator's language, with the page as it is then. */
export const recheck = action("transaction.recheck", {
  permission: "recheck",
  input: one,
  run: async (ctx, { id }) => {
    const { result, exchanges, transaction, attempt } = await recheckTransaction(ctx, id);
    const locale = await getLocale();
    const answers = exchanges.map((exchange) => {
      const said = explainExchange(attempt?.provider ?? "", exchange);
      const { call, response } = exchange;
      const words = said && { code: said.code, text: said[locale], state: said.state };
      return { call, httpStatus: response?.status ?? null, said: words };
    });
    refresh();
    return { result, answers, status: transaction.status };
  },
});

/** Send a webhook once more, now. */
export const resend = action("transaction.resend", {
  permission: "recheck",
  input: one,
  run: async (ctx, { id }) => {
    const { status } = await redeliver(ctx, id);
    refresh();
    return { status };
  },
});
