import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { adminTokens } from "@/db/schema/operators";
import { recordAudit } from "@/lib/audit/record-audit";
import { type ActorOf, type Context, inTransaction } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { requirePermission } from "@/lib/operators/require-permission";

/** End a token at once: the next request with it is refused. Repeating it changes nothing. @throws BrokerError `admin_token_not_found` */
export async function revokeAdminToken(
  ctx: Context<ActorOf<"operator">>,
  id: string,
): Promise<void> {
  requirePermission(ctx.actor, "manage");
  const { tenantId } = ctx.actor;
  const own = and(eq(adminTokens.id, id), eq(adminTokens.tenantId, tenantId));
  await inTransaction(ctx, async (tx) => {
    const [revoked] = await tx.db
      .update(adminTokens)
      .set({ revokedAt: sql`now()` })
      .where(and(own, isNull(adminTokens.revokedAt)))
      .returning({ name: adminTokens.name });
    if (!revoked) {
      const [known] = await tx.db.select({ id: adminTokens.id }).from(adminTokens).where(own);
      if (!known) throw new BrokerError("not_found", "admin_token_not_found");
      return;
    }
    const data = { name: revoked.name };
    await recordAudit(tx, { tenantId, action: "admin_token.revoke", entityId: id, data });
  });
}
