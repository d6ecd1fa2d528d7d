import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { clientApps } from "@/db/schema/apps";
import { recordAudit } from "@/lib/audit/record-audit";
import { type ActorOf, type Context, inTransaction } from "@/lib/context";
import { requirePermission } from "@/lib/operators/require-permission";
import { getApp } from "./get-app";
import type { AppView } from "./serialize";
import { withMerchant } from "./with-merchants";

/**
 * Take an app out of use for good: its keys sign no more. Everything it was paid stays, and what is open
 * still settles. Repeating it changes nothing. @throws BrokerError `app_not_found`
 */
export async function archiveApp(ctx: Context<ActorOf<"operator">>, id: string): Promise<AppView> {
  requirePermission(ctx.actor, "write");
  return inTransaction(ctx, async (tx) => {
    const app = await getApp(tx, id);
    const [archived] = await tx.db
      .update(clientApps)
      .set({ archivedAt: sql`now()` })
      .where(and(eq(clientApps.id, app.id), isNull(clientApps.archivedAt)))
      .returning();
    if (archived) {
      const { tenantId } = ctx.actor;
      await recordAudit(tx, { tenantId, action: "app.archive", entityId: app.id });
    }
    return withMerchant(tx.db, archived ?? app);
  });
}
