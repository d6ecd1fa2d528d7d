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

const moment = z.iso.datetime({ offset: true }).optional();

/** What lists of deliveries are narrowed by. All that are given must hold. */
const filters = {
  app_id: id,
  endpoint_id: id,
  transaction_id: id,
  status: z.enum(DELIVERY_STATUSES).optional(),
  type: z.enum(EVENT_TYPES).optional(),
  mode: z.enum(MODES).optional(),
  /** Of events from then on, and before then. */
  since: moment,
  until: moment,
  /** Exactly a delivery, event, endpoint or transaction id, or an order id. */
  q: z
    .string()
    .min(1)
    .max(64)
    .refine((text) => !/\p{Cc}/u.test(text), "invalid_format")
    .optional(),
};

/** Query of GET /v1/admin/webhook-deliveries (client-api.md §8). */
export const deliveryFilters = z.strictObject({ ...pageQuery, ...filters });
export type DeliveryFilters = z.output<typeof deliveryFilters>;

const IDS_MAX = 100;

/** What POST /v1/admin/webhook-deliveries/redeliver takes: ids, or the list's own filter. */
export const redeliverManyBody = z
  .strictObject({
    ids: z.array(z.string().min(1).max(64)).min(1).max(IDS_MAX).optional(),
    filter: z.strictObject(filters).optional(),
    /** As the answer before it gave it. */
    cursor: pageQuery.cursor,
    /** Only say what would be sent. */
    dry_run: z.boolean().default(false),
  })
  .refine(
    ({ ids, filter }) => (ids === undefined) !== (filter === undefined),
    "exactly_one_required",
  );
