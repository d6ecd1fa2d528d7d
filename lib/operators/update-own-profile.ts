import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { operators } from "@/db/schema/operators";
import { recordAudit } from "@/lib/audit/record-audit";
import { type ActorOf, type Context, inTransaction } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { requirePermission } from "./require-permission";

/** Say what colleagues are to call one; null: the e-mail address. Everyone may. */
export async function updateOwnProfile(
  ctx: Context<ActorOf<"operator">>,
  { name }: { name: string | null },
): Promise<void> {
  requirePermission(ctx.actor, "read");
  const { tenantId, operatorId } = ctx.actor;
  const own = and(eq(operators.id, operatorId), eq(operators.tenantId, tenantId));
  await inTransaction(ctx, async (tx) => {
    const [before] = await tx.db.select().from(operators).where(own).for("no key update");
    if (!before) throw new BrokerError("not_found", "operator_not_found");
    if (before.name === name) return;
    await tx.db
      .update(operators)
      .set({ name: sql`${name}` })
      .where(own);
    const data = { name: { from: before.name, to: name } };
    const action = "operator.update_profile";
    await recordAudit(tx, { tenantId, action, entityId: operatorId, data });
  });
}
