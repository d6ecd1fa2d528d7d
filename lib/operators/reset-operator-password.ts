import "server-only";
import { eq, sql } from "drizzle-orm";
import { operators } from "@/db/schema/operators";
import { recordAudit } from "@/lib/audit/record-audit";
import { type ActorOf, type Context, inTransaction } from "@/lib/context";
import { endSessions } from "./end-sessions";
import { hashPassword } from "./hash-password";
import { lockOperator } from "./lock-operator";
import { mintOneTimePassword } from "./mint-one-time-password";
import { requirePermission } from "./require-permission";

/**
 * A one-time password for someone who forgot theirs, in this answer and nowhere else. The old one and
 * their sessions end at once. @throws BrokerError `operator_not_found`, `own_account`
 */
export async function resetOperatorPassword(
  ctx: Context<ActorOf<"operator">>,
  id: string,
): Promise<{ email: string; oneTimePassword: string }> {
  requirePermission(ctx.actor, "manage");
  const { tenantId } = ctx.actor;
  const oneTimePassword = mintOneTimePassword();
  const passwordHash = await hashPassword(oneTimePassword);
  return inTransaction(ctx, async (tx) => {
    const { operator } = await lockOperator(tx, id);
    await tx.db
      .update(operators)
      .set({ passwordHash, passwordIssuedAt: sql`now()` })
      .where(eq(operators.id, id));
    await endSessions(tx.db, id);
    await recordAudit(tx, { tenantId, action: "operator.reset_password", entityId: id });
    return { email: operator.email, oneTimePassword };
  });
}
