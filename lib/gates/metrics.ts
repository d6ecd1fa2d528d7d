import "server-only";
import { database } from "@/db/client";
import { env } from "@/lib/env";
import type { Gate } from "@/lib/http/endpoint";
import { requireBearer } from "./bearer-secret";
import { type CronContext, cronSecret } from "./cron";

/**
 * Prove that a monitor calls: the bearer is METRICS_TOKEN, or the secret of the cron routes.
 * @throws BrokerError as `requireBearer`
 */
export const metricsReader: Gate<CronContext> = async (raw) => {
  const { METRICS_TOKEN: token } = env();
  await requireBearer(raw, token === undefined ? [cronSecret()] : [token, cronSecret()]);
  return { actor: { type: "system", job: "metrics" }, db: database(), requestId: raw.requestId };
};
