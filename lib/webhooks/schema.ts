import { z } from "zod";
import { rotateKeyBody } from "@/lib/keys/schema";
import { EVENT_TYPES } from "./event-types";

const url = z.string().min(1).max(2048);
/** Null: every type. */
const eventTypes = z.array(z.enum(EVENT_TYPES)).min(1).max(EVENT_TYPES.length).nullish();
const description = z.string().max(255).nullish();

/** What `POST /v1/admin/apps/{id}/webhook-endpoints` takes. Whether the URL may be called is the verb's to say. */
export const createEndpointBody = z.strictObject({
  url,
  mode: z.enum(["test", "live"]).default("live"),
  event_types: eventTypes,
  description,
});

/** What PATCH takes; absent members stay as they are. The mode is for good. */
export const updateEndpointBody = z.strictObject({
  url: url.optional(),
  event_types: eventTypes,
  description,
  status: z.enum(["enabled", "paused"]).optional(),
});
export type EndpointChanges = z.output<typeof updateEndpointBody>;

/** How long the old secret goes on signing beside the new one, in seconds: as with keys. */
export const rotateSecretBody = rotateKeyBody;

/** News of the last fourteen days can be asked for again. */
const RECOVER_DAYS_MAX = 14;
const DAY_MS = 86_400_000;
/** A page that was open for a moment may still say "fourteen days". */
const SLACK_MS = 3_600_000;

/** From which moment on lost news are to be sent again. */
export const recoverEndpointBody = z.strictObject({
  since: z.iso.datetime({ offset: true }).refine((text) => {
    const ageMs = Date.now() - Date.parse(text);
    return ageMs >= -SLACK_MS && ageMs <= RECOVER_DAYS_MAX * DAY_MS + SLACK_MS;
  }, "out_of_range"),
});
