import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { operatorSessions, operators } from "@/db/schema/operators";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context, TenantId } from "@/lib/context";
import { mintId } from "@/lib/ids/mint-id";

/** Sign out: the session counts no more from the next request on. Repeating it changes nothing. */
export async function revokeSession(db: Database, sessionId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const [ended] = await tx
      .update(operatorSessions)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(operatorSessions.id, sessionId), isNull(operatorSessions.revokedAt)))
      .returning({ operatorId: operatorSessions.operatorId });
    if (!ended) return;
    const [operator] = await tx.select().from(operators).where(eq(operators.id, ended.operatorId));
    if (!operator) throw new Error(`session ${sessionId} belongs to nobody`);
    const { id, role, tenantId } = operator;
    const actor = {
      type: "operator",
      tenantId: tenantId as TenantId,
      operatorId: id,
      role,
    } as const;
    const ctx: Context = { actor, db: tx, requestId: mintId("request") };
    const data = { session: sessionId };
    await recordAudit(ctx, { tenantId, action: "operator.sign_out", entityId: id, data });
  });
}
