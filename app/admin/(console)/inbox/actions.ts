"use server";

import { z } from "zod";
import { action } from "@/lib/http/action";
import { recheckTransaction } from "@/lib/transactions/recheck-transaction";
import { isFinal } from "@/lib/transactions/state";
import { redeliver } from "@/lib/webhooks/redeliver";

const one = z.strictObject({ id: z.string().max(40) });

/** Ask the provider now; tells whether it was paid, ended without money, or is still unclear. */
export const recheckStuck = action("inbox.recheck", {
  permission: "recheck",
  input: one,
  run: async (ctx, { id }) => {
    const { status } = (await recheckTransaction(ctx, id)).transaction;
    return status === "paid"
      ? ("paid" as const)
      : isFinal(status)
        ? ("ended" as const)
        : ("unclear" as const);
  },
});

/** Send a delivery once more, now. */
export const resendStuck = action("inbox.resend", {
  permission: "recheck",
  input: one,
  run: async (ctx, { id }) => {
    await redeliver(ctx, id);
    return "resent" as const;
  },
});
