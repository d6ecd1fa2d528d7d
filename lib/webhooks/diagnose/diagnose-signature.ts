import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import type { ActorOf, Context } from "@/lib/context";
import { requirePermission } from "@/lib/operators/require-permission";
import { findCause } from "./find-cause";
import { loadSent } from "./load-sent";
import type { Given } from "./sent";
import type { Diagnosis } from "./serialize";

type Question = { deliveryId: string; attempt?: number | undefined; given: Given };

/**
 * Say which mistake a receiver's check of a signature makes, from what it computed or what it computed
 * it of. A secret that is handed in is compared and forgotten.
 * @throws BrokerError `delivery_not_found`; `invalid_value` of `attempt` when there was no such attempt,
 * or none at all yet
 */
export async function diagnoseSignature(
  ctx: Context<ActorOf<"operator">>,
  { deliveryId, attempt, given }: Question,
): Promise<Diagnosis> {
  requirePermission(ctx.actor, "recheck");
  const sent = await loadSent(ctx, { deliveryId, attempt });
  const findings = await findCause(sent, given);
  await recordAudit(ctx, {
    tenantId: sent.tenantId,
    action: "webhook_delivery.diagnose",
    entityId: deliveryId,
    data: {
      attempt: sent.attempt.attempt,
      given: Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [name])),
      found: findings.map(({ code }) => code),
    },
  });
  return { deliveryId, attempt: sent.attempt.attempt, findings };
}
