import { z } from "zod";
import { MODES } from "@/lib/context";
import { digits } from "@/lib/http/pagination";

const HOURS_MAX = 720;

/** Query of GET /v1/admin/webhook-metrics. */
export const metricsQuery = z.strictObject({
  mode: z.enum(MODES).default("live"),
  endpoint_id: z.string().min(1).max(64).optional(),
  hours: digits(z.int().min(1).max(HOURS_MAX)).default(24),
});
