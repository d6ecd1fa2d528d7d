import type { webhookEndpoints } from "@/db/schema/webhooks";
import type { WebhookEndpoint } from "./serialize";

/** An endpoint row without its secrets; of the older ones only until when the last of them signs. */
export function endpointView(
  row: typeof webhookEndpoints.$inferSelect,
  nowMs = Date.now(),
): WebhookEndpoint {
  const { secretEnc: _, previousSecrets, ...endpoint } = row;
  const lastMs = Math.max(0, ...previousSecrets.map(({ expires_at }) => Date.parse(expires_at)));
  return { ...endpoint, oldSecretExpiresAt: lastMs > nowMs ? new Date(lastMs) : null };
}
