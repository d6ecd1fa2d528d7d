import "server-only";
import { and, eq, gt, isNull, lt, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { adminTokens, operators } from "@/db/schema/operators";
import type { Role } from "@/lib/context";
import { lesserRole } from "@/lib/operators/state";
import { hashToken } from "./hash-token";

/**
 * Whose token this is and what it may do: never more than who made it may do now. Null for one that is
 * unknown, run out or revoked, or whose maker was disabled. One statement, which also notes the use, at
 * most once a minute.
 */
export async function findAdminToken(
  db: Database,
  token: string,
): Promise<{ id: string; tenantId: string; role: Role } | null> {
  const counts = and(
    eq(adminTokens.tokenHash, hashToken(token)),
    isNull(adminTokens.revokedAt),
    gt(adminTokens.expiresAt, sql`now()`),
  );
  const { lastUsedAt } = adminTokens;
  const used = db.$with("used").as(
    db
      .update(adminTokens)
      .set({ lastUsedAt: sql`now()` })
      .where(and(counts, or(isNull(lastUsedAt), lt(lastUsedAt, sql`now() - interval '1 minute'`))))
      .returning({ id: adminTokens.id }),
  );
  const [found] = await db
    .with(used)
    .select({
      id: adminTokens.id,
      tenantId: adminTokens.tenantId,
      role: adminTokens.role,
      makerRole: operators.role,
    })
    .from(adminTokens)
    .innerJoin(operators, eq(operators.id, adminTokens.createdBy))
    .where(and(counts, isNull(operators.disabledAt)));
  if (!found) return null;
  const { id, tenantId, role, makerRole } = found;
  return { id, tenantId, role: lesserRole(role, makerRole) };
}
