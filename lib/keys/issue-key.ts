import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { clientApps } from "@/db/schema/apps";
import { recordAudit } from "@/lib/audit/record-audit";
import { type ActorOf, type Context, inTransaction, type Mode } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { isId } from "@/lib/ids/mint-id";
import { requirePermission } from "@/lib/operators/require-permission";
import { insertKey } from "./insert-key";
import type { Key } from "./serialize";

type Input = { appId: string; mode: Mode; label?: string | null | undefined };

/**
 * Give an app another key pair. The secret is in this answer and nowhere else.
 * @throws BrokerError `app_not_found`, also for an archived app
 */
export async function issueKey(
  ctx: Context<ActorOf<"operator">>,
  { appId, mode, label }: Input,
): Promise<{ key: Key; secret: string }> {
  requirePermission(ctx.actor, "write");
  const { tenantId } = ctx.actor;
  if (!isId("app", appId)) throw new BrokerError("not_found", "app_not_found");
  return inTransaction(ctx, async (tx) => {
    const [app] = await tx.db
      .select({ id: clientApps.id })
      .from(clientApps)
      .where(
        and(
          eq(clientApps.id, appId),
          eq(clientApps.tenantId, tenantId),
          isNull(clientApps.archivedAt),
        ),
      )
      // An archiving that runs at the same time waits for us, or we for it.
      .for("no key update");
    if (!app) throw new BrokerError("not_found", "app_not_found");
    const issued = await insertKey(tx.db, { tenantId, appId, mode, label: label ?? null });
    const { id, publicId } = issued.key;
    const data = { app_id: appId, key: publicId, mode };
    await recordAudit(tx, { tenantId, action: "key.issue", entityId: id, data });
    return issued;
  });
}
