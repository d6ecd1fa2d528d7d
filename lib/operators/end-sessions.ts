import "server-only";
import { and, eq, isNull, ne, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { operatorSessions } from "@/db/schema/operators";

/** End an operator's sessions, all or all but one. @returns how many counted until now. */
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
        isNull(operatorSessions.revokedAt),
        exceptId === undefined ? undefined : ne(operatorSessions.id, exceptId),
      ),
    )
    .returning({
      counted: sql<boolean>`expires_at > now() and last_seen_at > now() - interval '30 minutes'`,
    });
  return ended.filter(({ counted }) => counted).length;
}
