"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { action } from "@/lib/http/action";
import { changeApprovalLimit } from "@/lib/refunds/change-approval-limit";
import { readToman } from "../../transactions/[id]/refund/read-toman";

/** An amount in Toman as it is typed; absent: no limit. */
const limit = z
  .string()
  .max(32)
  .transform((text, ctx) => {
    const rials = readToman(text);
    if (rials === null) ctx.addIssue({ code: "custom", message: "invalid_format" });
    return rials;
  })
  .optional();

/** From which amount on a refund needs a second person. */
export const saveLimit = action("tenant.set_refund_approval", {
  permission: "manage",
  input: z.strictObject({ limit }),
  run: async (ctx, input) => {
    await changeApprovalLimit(ctx, { limitRials: input.limit ?? null });
    revalidatePath("/admin/settings/refunds");
  },
});
