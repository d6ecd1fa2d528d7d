import "server-only";
import { eq } from "drizzle-orm";
import { savedViews } from "@/db/schema/operators";
import { recordAudit } from "@/lib/audit/record-audit";
import { type ActorOf, type Context, inTransaction } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { isUniqueViolation } from "@/lib/operators/is-unique-violation";
import { requirePermission } from "@/lib/operators/require-permission";
import { getView } from "./get-view";
import { lockView } from "./lock-view";
import type { SavedView } from "./schema";

/** Call one's own view by another name. @throws BrokerError `view_not_found`, `view_exists` */
export async function renameView(
  ctx: Context<ActorOf<"operator">>,
  { id, name }: { id: string; name: string },
): Promise<SavedView> {
  requirePermission(ctx.actor, "read");
  try {
    return await inTransaction(ctx, async (tx) => {
      const view = await lockView(tx, id);
      if (view.name !== name) {
        await tx.db.update(savedViews).set({ name }).where(eq(savedViews.id, id));
        const data = { name: { from: view.name, to: name } };
        const { tenantId } = view;
        await recordAudit(tx, { tenantId, action: "view.rename", entityId: id, data });
      }
      return getView(tx, id);
    });
  } catch (error) {
    if (!isUniqueViolation(error, "saved_views_name")) throw error;
    throw new BrokerError("conflict", "view_exists", { field: "name", cause: error });
  }
}
