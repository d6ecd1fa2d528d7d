import "server-only";
import { and, eq, isNull, lt, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { operatorSessions, operators } from "@/db/schema/operators";
import { sessionCounts } from "./session-counts";

export type Session = typeof operatorSessions.$inferSelect;
export type Operator = typeof operators.$inferSelect;

/**
 * The session and whose it is; null when it was ended, ran out (12 hours after the sign-in, or 30 minutes
 * after the last request) or its operator was disabled. One statement, which also notes the visit, at
 * most once a minute.
 */
export async function findSession(
  db: Database,
  sessionId: string,
): Promise<{ session: Session; operator: Operator } | null> {
  const counts = and(eq(operatorSessions.id, sessionId), sessionCounts);
  const seen = db.$with("seen").as(
    db
      .update(operatorSessions)
      .set({ lastSeenAt: sql`now()` })
      .where(and(counts, lt(operatorSessions.lastSeenAt, sql`now() - interval '1 minute'`)))
      .returning({ id: operatorSessions.id }),
  );
  const [found] = await db
    .with(seen)
    .select({ session: operatorSessions, operator: operators })
    .from(operatorSessions)
    .innerJoin(operators, eq(operators.id, operatorSessions.operatorId))
    .where(and(counts, isNull(operators.disabledAt)));
  return found ?? null;
}
