import { z } from "zod";
import { MODES } from "@/lib/context";
import { pageQuery } from "@/lib/http/pagination";
import { REFUND_STATUSES } from "./state";

/** The filters of the console's list. All that are given must hold. */
export const refundFilters = z.strictObject({
  ...pageQuery,
  status: z.enum(REFUND_STATUSES).optional(),
  app_id: z.string().min(1).max(64).optional(),
  mode: z.enum(MODES).optional(),
});
export type RefundFilters = z.output<typeof refundFilters>;
