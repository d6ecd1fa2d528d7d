import { z } from "zod";
import { MODES } from "@/lib/context";

const OVERLAP_SECONDS_MAX = 604_800;
const OVERLAP_SECONDS_DEFAULT = 86_400;

/** Body of POST /v1/admin/apps/{id}/keys (client-api.md §8). */
export const issueKeyBody = z.strictObject({
  mode: z.enum(MODES),
  label: z.string().trim().min(1).max(80).nullish(),
});

/** Body of POST …/keys/{keyId}/rotate: how long the old key goes on working, in seconds. */
export const rotateKeyBody = z.strictObject({
  overlap_seconds: z.int().min(0).max(OVERLAP_SECONDS_MAX).default(OVERLAP_SECONDS_DEFAULT),
});
