import "server-only";
import { sql } from "drizzle-orm";
import { operators } from "@/db/schema/operators";
import { recordAudit } from "@/lib/audit/record-audit";
import { type ActorOf, type Context, inTransaction } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { mintId } from "@/lib/ids/mint-id";
import type { Operator } from "./find-session";
import { hashPassword } from "./hash-password";
import { isUniqueViolation } from "./is-unique-violation";
import { mintOneTimePassword } from "./mint-one-time-password";
import { requirePermission } from "./require-permission";
import type { CreateOperatorInput } from "./schema";

/**
 * A new colleague. The one-time password is in this answer and nowhere else; it opens nothing but the
 * page that replaces it. @throws BrokerError `email_taken`, in whatever case it is written
 */
export async function createOperator(
  ctx: Context<ActorOf<"operator">>,
  { email, name, role }: CreateOperatorInput,
): Promise<{ operator: Operator; oneTimePassword: string }> {
  requirePermission(ctx.actor, "manage");
  const { tenantId } = ctx.actor;
  const oneTimePassword = mintOneTimePassword();
  // Before the transaction: hashing is slow on purpose.
  const passwordHash = await hashPassword(oneTimePassword);
  try {
    return await inTransaction(ctx, async (tx) => {
      const id = mintId("operator");
      const [operator] = await tx.db
        .insert(operators)
        .values({
          id,
          tenantId,
          email,
          name: name ?? null,
          role,
          passwordHash,
          passwordIssuedAt: sql`now()`,
        })
        .returning();
      if (!operator) throw new Error("the insert answered no row");
      const data = { email, name: name ?? null, role };
      await recordAudit(tx, { tenantId, action: "operator.create", entityId: id, data });
      return { operator, oneTimePassword };
    });
  } catch (cause) {
    if (!isUniqueViolation(cause, "operators_email")) throw cause;
    throw new BrokerError("conflict", "email_taken", { field: "email", cause });
  }
}
