import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { type ActorOf, type Context, inTransaction } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { requirePermission } from "@/lib/operators/require-permission";
import { closeAlert } from "./close-alert";
import { getOpenAlert } from "./get-open-alert";

/**
 * A person dealt with what an alert tells of, and says how. Late money is not resolved but accepted or
 * returned.
 * @throws BrokerError `alert_not_found`; 409 `alert_resolved`, `exception_changed` for late money
 */
export async function resolveAlert(
  ctx: Context<ActorOf<"operator">>,
  { id, note }: { id: string; note: string },
): Promise<void> {
  requirePermission(ctx.actor, "write");
  const { kind, subject } = await getOpenAlert(ctx, id);
  if (kind === "late_payment") throw new BrokerError("conflict", "exception_changed");
  await inTransaction(ctx, async (tx) => {
    if (!(await closeAlert(tx, id))) throw new BrokerError("conflict", "alert_resolved");
    const { tenantId } = tx.actor;
    const data = { kind, subject, note };
    await recordAudit(tx, { tenantId, action: "alert.resolve", entityId: id, data });
  });
}
