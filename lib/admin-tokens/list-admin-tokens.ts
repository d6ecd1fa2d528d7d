import "server-only";
import { and, desc, eq, lt } from "drizzle-orm";
import { adminTokens, operators } from "@/db/schema/operators";
import type { ActorOf, Context } from "@/lib/context";
import { cursorId, cutPage, type Page, type PageInput } from "@/lib/http/pagination";
import { requirePermission } from "@/lib/operators/require-permission";

export type AdminTokenView = Omit<typeof adminTokens.$inferSelect, "tokenHash" | "tenantId"> & {
  creator: { email: string; name: string | null; disabledAt: Date | null };
};

/** The tenant's tokens, newest first, ended ones too; never their hashes. @throws BrokerError `invalid_cursor` */
export async function listAdminTokens(
  ctx: Context<ActorOf<"operator">>,
  input: PageInput,
): Promise<Page<AdminTokenView>> {
  requirePermission(ctx.actor, "write");
  const after = cursorId("adminToken", input);
  const { id, createdBy, name, hint, role, createdAt, expiresAt, revokedAt, lastUsedAt } =
    adminTokens;
  const found = await ctx.db
    .select({
      ...{ id, createdBy, name, hint, role, createdAt, expiresAt, revokedAt, lastUsedAt },
      creator: {
        email: operators.email,
        name: operators.name,
        disabledAt: operators.disabledAt,
      },
    })
    .from(adminTokens)
    .innerJoin(operators, eq(operators.id, adminTokens.createdBy))
    .where(
      and(
        eq(adminTokens.tenantId, ctx.actor.tenantId),
        after === undefined ? undefined : lt(adminTokens.id, after),
      ),
    )
    .orderBy(desc(adminTokens.id))
    .limit(input.limit + 1);
  return cutPage(found, input);
}
