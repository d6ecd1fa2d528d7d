import "server-only";
import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { apiKeys } from "@/db/schema/apps";

const PRECISION_MS = 60_000;
const noted = new Map<string, number>();

/**
 * Remember that a key was used and from where, to the minute: an operator wants to know which keys are
 * dead, and a write for every request would be a dear way to say it. One process writes a key's time once
 * a minute.
 */
export async function noteKeyUse(db: Database, keyId: string, address: string): Promise<void> {
  const nowMs = Date.now();
  if (nowMs - (noted.get(keyId) ?? 0) < PRECISION_MS) return;
  noted.set(keyId, nowMs);
  try {
    await db
      .update(apiKeys)
      .set({ lastUsedAt: sql`now()`, lastUsedAddress: address })
      .where(
        and(
          eq(apiKeys.id, keyId),
          or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, sql`now() - interval '1 minute'`)),
        ),
      );
  } catch (error) {
    noted.delete(keyId);
    throw error;
  }
}
