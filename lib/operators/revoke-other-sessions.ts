import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { type ActorOf, type Context, inTransaction } from "@/lib/context";
import { requirePermission } from "@/lib/operators/require-permission";
import { endSessions } from "./end-sessions";

/** Sign out everywhere but here. @returns how many sessions that ended. */
export async function revokeOtherSessions(
  ctx: Context<ActorOf<"operator">>,
  hereSessionId: string,
): Promise<number> {
  requirePermission(ctx.actor, "read");
  const { tenantId, operatorId } = ctx.actor;
  return inTransaction(ctx, async (tx) => {
    const ended = await endSessions(tx.db, operatorId, hereSessionId);
    const data = { ended };
    const action = "operator.sign_out_others";
    await recordAudit(tx, { tenantId, action, entityId: operatorId, data });
    return ended;
  });
}
