import "server-only";
import { asc, desc, eq, sql } from "drizzle-orm";
import { appProviderAccounts } from "@/db/schema/apps";
import { providerAccounts } from "@/db/schema/tenants";
import type { ActorOf, Context } from "@/lib/context";
import { requirePermission } from "@/lib/operators/require-permission";

const ACCOUNTS_MAX = 200;

/** The tenant's merchant accounts at providers: the shared ones first, then apps' own; never what opens them. */
export function listAccounts(ctx: Context<ActorOf<"operator">>) {
  requirePermission(ctx.actor, "read");
  const { id, label, provider, mode, sharedAt, createdAt } = providerAccounts;
  const linked = ctx.db
    .select({ apps: sql<number>`count(*)::int`.as("apps") })
    .from(appProviderAccounts)
    .where(eq(appProviderAccounts.accountId, providerAccounts.id))
    .as("linked");
  return ctx.db
    .select({ id, label, provider, mode, sharedAt, createdAt, apps: linked.apps })
    .from(providerAccounts)
    .crossJoinLateral(linked)
    .where(eq(providerAccounts.tenantId, ctx.actor.tenantId))
    .orderBy(sql`${sharedAt} is null`, asc(mode), desc(id))
    .limit(ACCOUNTS_MAX);
}
