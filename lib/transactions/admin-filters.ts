import { z } from "zod";
import { MODES } from "@/lib/context";
import { digits, pageQuery } from "@/lib/http/pagination";
import { TRANSACTION_STATUSES } from "./state";

const YEAR_MIN = 2000;
const YEAR_MAX = 9999;

/** A name as we or a provider give them: what cannot be stored cannot be looked for either. */
const name = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\x21-\x7e]+$/);

/** A moment with its zone. In an address a `+` must be written `%2B`. */
const moment = z.iso.datetime({ offset: true }).refine((text) => {
  // Beyond these PostgreSQL and ISO 8601 part ways.
  const year = new Date(text).getUTCFullYear();
  return year >= YEAR_MIN && year <= YEAR_MAX;
}, "out_of_range");

const amountRials = digits(z.int().min(0));

/** Query of GET /v1/admin/transactions (client-api.md §8). All that are given must hold. */
export const adminFilters = z.strictObject({
  ...pageQuery,
  app_id: name.optional(),
  status: z.enum(TRANSACTION_STATUSES).optional(),
  mode: z.enum(MODES).optional(),
  order_id: name.optional(),
  authority: name.optional(),
  ref_id: name.optional(),
  /** A transaction id, order id, authority, reference number, payer's mobile, or card's last four. */
  q: z
    .string()
    .min(1)
    .max(64)
    .refine((text) => !/\p{Cc}/u.test(text), "invalid_format")
    .optional(),
  min_amount_rials: amountRials.optional(),
  max_amount_rials: amountRials.optional(),
  /** From this moment on. */
  created_from: moment.optional(),
  /** Before this moment. */
  created_to: moment.optional(),
});
export type AdminFilters = z.output<typeof adminFilters>;
