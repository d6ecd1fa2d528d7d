import { z } from "zod";
import { NEWS_TYPES } from "@/lib/webhooks/event-types";

/** The cursor of who wants only what happens from now on. */
export const LATEST = "latest";

const EVENTS_MAX = 100;
const EVENTS_DEFAULT = 50;

/** Body of POST /v1/events/list. Without a cursor from the oldest event that is kept. */
export const listEventsBody = z.strictObject({
  cursor: z.string().min(1).max(100).optional(),
  limit: z.int().min(1).max(EVENTS_MAX).default(EVENTS_DEFAULT),
  types: z.array(z.enum(NEWS_TYPES)).min(1).max(NEWS_TYPES.length).optional(),
});
export type ListEventsInput = z.output<typeof listEventsBody>;
