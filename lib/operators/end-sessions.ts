import "server-only";
import { and, eq, ne, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { operatorSessions } from "@/db/schema/operators";
import { sessionCounts } from "./session-counts";

/**
 * End an operator's sessions, all or all but one, in the transaction that gives the reason. Those that
 * ran out already cannot come back and are left as they are. @returns how many ended.
 */
export async function endSessions(
  tx: Database,
  operatorId: string,
  exceptId?: string,
): Promise<number> {
  const ended = await tx
    .update(operatorSessions)
    .set({ revokedAt: sql`now()` })
    .where(
      and(
        eq(operatorSessions.operatorId, operatorId),
        sessionCounts,
        exceptId === undefined ? undefined : ne(operatorSessions.id, exceptId),
      ),
    )
    .returning({ id: operatorSessions.id });
  return ended.length;
}
