import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { operators } from "@/db/schema/operators";
import { recordAudit } from "@/lib/audit/record-audit";
import { type ActorOf, type Context, inTransaction } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { endSessions } from "./end-sessions";
import { giveBackTry } from "./give-back-try";
import { hashPassword } from "./hash-password";
import { passwordFault } from "./password-rules";
import { requirePermission } from "./require-permission";
import type { ChangePasswordInput } from "./schema";
import { takeTry } from "./take-try";
import { verifyPassword } from "./verify-password";

/**
 * Replace one's own password, a printed one too. Every session but this one ends. Wrong answers to the
 * current password are slowed down as at the sign-in: a session left open is no way to guess it.
 * @throws BrokerError `wrong_password`, `password_too_common`, `password_unchanged`, `too_short`,
 * `too_long`; `rate_limited` with the seconds to wait
 */
export async function changeOwnPassword(
  ctx: Context<ActorOf<"operator">> & { sessionId: string },
  { current, next }: ChangePasswordInput,
): Promise<void> {
  requirePermission(ctx.actor, "read");
  const { tenantId, operatorId } = ctx.actor;
  const [operator] = await ctx.db
    .select()
    .from(operators)
    .where(and(eq(operators.id, operatorId), eq(operators.tenantId, tenantId)));
  if (!operator) throw new BrokerError("not_found", "operator_not_found");
  const fault = passwordFault(next, operator.email);
  if (fault) throw new BrokerError("invalid_request", fault, { field: "next" });

  const wrong = () => new BrokerError("invalid_request", "wrong_password", { field: "current" });
  const email = operator.email.toLowerCase();
  const from = { email, address: `session:${ctx.sessionId}`, familiar: true };
  const { taken, waitSeconds } = await takeTry(ctx.db, from);
  if (!taken) {
    throw new BrokerError("rate_limited", "rate_limited", { retryAfterSeconds: waitSeconds });
  }
  if (!(await verifyPassword(operator.passwordHash, current))) throw wrong();
  if (next === current) {
    throw new BrokerError("invalid_request", "password_unchanged", { field: "next" });
  }
  const passwordHash = await hashPassword(next);
  await inTransaction(ctx, async (tx) => {
    const changed = await tx.db
      .update(operators)
      .set({ passwordHash, passwordIssuedAt: null })
      .where(
        and(
          eq(operators.id, operatorId),
          // Another change or a reset came first: what was typed is the current one no more.
          eq(operators.passwordHash, operator.passwordHash),
          isNull(operators.disabledAt),
        ),
      )
      .returning({ id: operators.id });
    if (changed.length === 0) throw wrong();
    await endSessions(tx.db, operatorId, ctx.sessionId);
    await giveBackTry(tx.db, taken);
    const action = "operator.change_password";
    await recordAudit(tx, { tenantId, action, entityId: operatorId });
  });
}
