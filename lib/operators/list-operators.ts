import "server-only";
import { and, desc, eq, lt, sql } from "drizzle-orm";
import { operatorSessions, operators } from "@/db/schema/operators";
import type { ActorOf, Context } from "@/lib/context";
import { cursorId, cutPage, type Page, type PageInput } from "@/lib/http/pagination";
import { requirePermission } from "./require-permission";
import { sessionCounts } from "./session-counts";

export type OperatorView = Omit<
  typeof operators.$inferSelect,
  "passwordHash" | "preferences" | "tenantId"
> & {
  /** Sessions that count now. */
  sessions: number;
  /** The last request of any session, to the minute; null before the first sign-in. */
  lastSeenAt: Date | null;
};

/** The tenant's operators, newest first, disabled ones too. @throws BrokerError `invalid_cursor` */
export async function listOperators(
  ctx: Context<ActorOf<"operator">>,
  input: PageInput,
): Promise<Page<OperatorView>> {
  requirePermission(ctx.actor, "write");
  const after = cursorId("operator", input);
  const seen = ctx.db
    .select({
      sessions: sql<number>`count(*) filter (where ${sessionCounts})::int`.as("sessions"),
      lastSeenAt: sql<Date | null>`max(${operatorSessions.lastSeenAt})`
        .mapWith(operatorSessions.lastSeenAt)
        .as("last_seen_at"),
    })
    .from(operatorSessions)
    .where(eq(operatorSessions.operatorId, operators.id))
    .as("seen");
  const found = await ctx.db
    .select({
      id: operators.id,
      email: operators.email,
      name: operators.name,
      role: operators.role,
      passwordIssuedAt: operators.passwordIssuedAt,
      createdAt: operators.createdAt,
      disabledAt: operators.disabledAt,
      sessions: seen.sessions,
      lastSeenAt: seen.lastSeenAt,
    })
    .from(operators)
    .crossJoinLateral(seen)
    .where(
      and(
        eq(operators.tenantId, ctx.actor.tenantId),
        after === undefined ? undefined : lt(operators.id, after),
      ),
    )
    .orderBy(desc(operators.id))
    .limit(input.limit + 1);
  return cutPage(found, input);
}
