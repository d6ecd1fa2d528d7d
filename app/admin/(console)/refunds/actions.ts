"use server";

import { z } from "zod";
import { action } from "@/lib/http/action";
import { approveRefund } from "@/lib/refunds/approve-refund";
import { declineRefund } from "@/lib/refunds/decline-refund";
import { recheckRefund } from "@/lib/refunds/recheck-refund";
import { settleRefund } from "@/lib/refunds/settle-refund";
import { REFUND_ENDS, REFUND_METHODS } from "@/lib/refunds/state";
import { note } from "../note";

const id = z.string().max(40);

/** Ask the provider what became of a refund. */
export const recheck = action("refund.recheck", {
  permission: "recheck",
  input: z.object({ id: z.string().max(64) }),
  run: async (ctx, { id }) => {
    const { status } = await recheckRefund(ctx, id);
    return { status };
  },
});

/** The second person agrees, to the way that was shown; the refund is sent. */
export const approve = action("refund.approve", {
  permission: "write",
  input: z.strictObject({ id, method: z.enum(REFUND_METHODS) }),
  run: async (ctx, input): Promise<string> => (await approveRefund(ctx, input)).status,
});

/** It will not be made. */
export const decline = action("refund.decline", {
  permission: "write",
  input: z.strictObject({ id, reason: note.optional() }),
  run: async (ctx, input): Promise<string> => {
    await declineRefund(ctx, input);
    return "declined";
  },
});

/** How it ended, as a person saw it in the provider's panel. */
export const settle = action("refund.settle", {
  permission: "write",
  input: z.strictObject({ id, as: z.enum(REFUND_ENDS), note }),
  run: async (ctx, input): Promise<string> => (await settleRefund(ctx, input)).status,
});
