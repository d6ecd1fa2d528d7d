import { z } from "zod";
import { MODES } from "@/lib/context";
import { pageQuery } from "@/lib/http/pagination";
import { EVENT_TYPES } from "./event-types";
import { DELIVERY_STATUSES } from "./state";

const id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\x21-\x7e]+$/)
  .optional();

/** Query of GET /v1/admin/webhook-deliveries (client-api.md §8). All that are given must hold. */
export const deliveryFilters = z.strictObject({
  ...pageQuery,
  app_id: id,
  endpoint_id: id,
  transaction_id: id,
  status: z.enum(DELIVERY_STATUSES).optional(),
  type: z.enum(EVENT_TYPES).optional(),
  mode: z.enum(MODES).optional(),
  /** Exactly a delivery, event, endpoint or transaction id, or an order id. */
  q: z
    .string()
    .min(1)
    .max(64)
    .refine((text) => !/\p{Cc}/u.test(text), "invalid_format")
    .optional(),
});
export type DeliveryFilters = z.output<typeof deliveryFilters>;
