import { z } from "zod";
import { EVENT_TYPES } from "./event-types";

/** What `POST /v1/admin/apps/{id}/webhook-endpoints` takes. Whether the URL may be called is the verb's to say. */
export const createEndpointBody = z.strictObject({
  url: z.string().min(1).max(2048),
  mode: z.enum(["test", "live"]).default("live"),
  /** Absent or null: every type. */
  event_types: z.array(z.enum(EVENT_TYPES)).min(1).max(EVENT_TYPES.length).nullish(),
  description: z.string().max(255).nullish(),
});
