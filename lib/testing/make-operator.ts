import type { Database } from "@/db/client";
import { operatorSessions, operators } from "@/db/schema/operators";
import type { TenantId } from "@/lib/context";
import { mintId } from "@/lib/ids/mint-id";
import { hashPassword } from "@/lib/operators/hash-password";
import { makeTenant } from "./factories";

export const PASSWORD = "a-password-for-tests";
let hashed: Promise<string> | undefined;

/** An operator with PASSWORD, an owner of their own tenant unless told otherwise. */
export async function makeOperator(
  db: Database,
  given: Partial<typeof operators.$inferInsert> = {},
) {
  hashed ??= hashPassword(PASSWORD);
  const id = mintId("operator");
  const [operator] = await db
    .insert(operators)
    .values({
      id,
      tenantId: given.tenantId ?? (await makeTenant(db)).tenantId,
      email: `${id.toLowerCase()}@example.com`,
      role: "owner",
      passwordHash: await hashed,
      ...given,
    })
    .returning();
  if (!operator) throw new Error("no operator");
  return operator;
}

/** A session of theirs that counts. */
export async function makeSession(
  db: Database,
  operator: { id: string },
  given: Partial<typeof operatorSessions.$inferInsert> = {},
) {
  const [session] = await db
    .insert(operatorSessions)
    .values({
      id: mintId("session"),
      operatorId: operator.id,
      address: "192.0.2.1",
      expiresAt: new Date(Date.now() + 3_600_000),
      ...given,
    })
    .returning();
  if (!session) throw new Error("no session");
  return session;
}

/** The context that the console's gate would mint for this operator. */
export async function consoleContext(db: Database, operator: typeof operators.$inferSelect) {
  const { id, tenantId, role, email, name, preferences, passwordIssuedAt } = operator;
  return {
    actor: { type: "operator", tenantId: tenantId as TenantId, operatorId: id, role } as const,
    db,
    requestId: mintId("request"),
    sessionId: (await makeSession(db, operator)).id,
    operator: { id, email, name, preferences },
    mustChangePassword: passwordIssuedAt !== null,
  };
}
