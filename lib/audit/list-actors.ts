import "server-only";
import { desc, eq, sql } from "drizzle-orm";
import { adminTokens, operators } from "@/db/schema/operators";
import type { ActorOf, Context } from "@/lib/context";
import { requirePermission } from "@/lib/operators/require-permission";

const ACTORS_MAX = 100;
export type AuditActor = { id: string; name: string };

/** Whom the audit may be asked about by name: the newest hundred operators, then the newest tokens. */
export async function listActors(ctx: Context<ActorOf<"operator">>): Promise<AuditActor[]> {
  requirePermission(ctx.actor, "read");
  const { tenantId } = ctx.actor;
  const [people, tokens] = await Promise.all([
    ctx.db
      .select({
        id: operators.id,
        name: sql<string>`coalesce(${operators.name}, ${operators.email})`,
      })
      .from(operators)
      .where(eq(operators.tenantId, tenantId))
      .orderBy(desc(operators.id))
      .limit(ACTORS_MAX),
    ctx.db
      .select({ id: adminTokens.id, name: adminTokens.name })
      .from(adminTokens)
      .where(eq(adminTokens.tenantId, tenantId))
      .orderBy(desc(adminTokens.id))
      .limit(ACTORS_MAX),
  ]);
  return [...people, ...tokens];
}
