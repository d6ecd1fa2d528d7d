import "server-only";
import { sql } from "drizzle-orm";
import { recordAudit } from "@/lib/audit/record-audit";
import type { ActorOf, Context } from "@/lib/context";
import { alignDeliveries } from "./align-deliveries";
import type { DisabledReason } from "./state";

/**
 * Stop sending to an endpoint that does not take news any more; what waits and what comes is held. Inside
 * the caller's transaction, under the endpoint's lock. @returns how many deliveries were put on hold.
 */
export async function disableEndpoint(
  tx: Context<ActorOf<"system">>,
  { endpointId, reason }: { endpointId: string; reason: DisabledReason },
): Promise<number> {
  const [disabled] = await tx.db.execute<{
    tenant_id: string;
    app_id: string;
    failing_since: string | null;
    consecutive_failures: number;
  }>(sql`
    update payment.webhook_endpoints
    set status = 'disabled', disabled_reason = ${reason}, disabled_at = now(), open_until = null
    where id = ${endpointId} and status = 'enabled' and deleted_at is null
    returning tenant_id, app_id, consecutive_failures, to_json(failing_since) #>> '{}' as failing_since`);
  if (!disabled) return 0;
  const { tenant_id: tenantId, ...health } = disabled;
  const held = await alignDeliveries(tx.db, endpointId);
  const data = { reason, held, ...health };
  await recordAudit(tx, {
    tenantId,
    action: "webhook_endpoint.disable",
    entityId: endpointId,
    data,
  });
  return held;
}
