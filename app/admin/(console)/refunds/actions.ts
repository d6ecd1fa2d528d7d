"use server";

import { z } from "zod";
import { action } from "@/lib/http/action";
import { recheckRefund } from "@/lib/refunds/recheck-refund";

/** Ask the provider what became of a refund. */
export const recheck = action("refund.recheck", {
  permission: "recheck",
  input: z.object({ id: z.string().max(64) }),
  run: async (ctx, { id }) => {
    const { status } = await recheckRefund(ctx, id);
    return { status };
  },
});
