import { z } from "zod";
import { refundBody } from "@/lib/refunds/serialize";
import { transactionBody } from "@/lib/transactions/serialize";
import { NEWS_TYPES } from "@/lib/webhooks/event-types";

/** An event as webhooks carry it (client-api.md §7). */
export const eventBody = z.object({
  type: z.enum(NEWS_TYPES),
  timestamp: z.iso.datetime({ precision: 3 }),
  /** Also the `webhook-id` of its deliveries. */
  id: z.string(),
  seq: z.int(),
  data: z.object({
    transaction: transactionBody,
    refund: refundBody.optional(),
    /** Members left out because the event would be over 20 kB. */
    omitted: z.array(z.string()).optional(),
  }),
});

/** A page of the feed. `next_cursor` is there on every page: the next call goes on from it. */
export const feedBody = z.object({
  object: z.literal("list"),
  data: z.array(eventBody),
  next_cursor: z.string(),
  /** Call again at once; false: this was all, come back later. */
  has_more: z.boolean(),
});

/** Events as the very texts that webhooks carry. */
export type Feed = { bodies: string[]; nextCursor: string; hasMore: boolean };

/** A page as JSON text: the events' own bytes, not a copy made anew. */
export function serializeFeed({ bodies, nextCursor, hasMore }: Feed): string {
  const rest = JSON.stringify({ next_cursor: nextCursor, has_more: hasMore });
  return `{"object":"list","data":[${bodies.join(",")}],${rest.slice(1)}`;
}
