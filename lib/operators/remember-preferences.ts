import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { operators } from "@/db/schema/operators";
import type { ActorOf, Context } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { requirePermission } from "./require-permission";
import type { Preferences } from "./schema";

/**
 * Keep how one likes to see the console: members given replace, a list's columns replace that list's
 * alone, the rest stays. One statement, so that two open pages lose nothing of each other. Not in the
 * audit: nobody else is touched by it.
 */
export async function rememberPreferences(
  ctx: Context<ActorOf<"operator">>,
  { columns, ...plain }: Preferences,
): Promise<Preferences> {
  requirePermission(ctx.actor, "read");
  const { tenantId, operatorId } = ctx.actor;
  const had = operators.preferences;
  const lists = sql`coalesce(${had} -> 'columns', '{}') || ${JSON.stringify(columns ?? {})}::text::jsonb`;
  const nested = columns ? sql`|| jsonb_build_object('columns', ${lists})` : sql``;
  const [operator] = await ctx.db
    .update(operators)
    .set({ preferences: sql`${had} || ${JSON.stringify(plain)}::text::jsonb ${nested}` })
    .where(and(eq(operators.id, operatorId), eq(operators.tenantId, tenantId)))
    .returning({ preferences: operators.preferences });
  if (!operator) throw new BrokerError("not_found", "operator_not_found");
  return operator.preferences;
}
