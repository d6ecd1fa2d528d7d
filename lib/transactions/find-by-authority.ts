import "server-only";
import { and, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { attempts } from "@/db/schema/transactions";

/**
 * The one attempt that holds this provider token, or null. Always by the token itself, never by what
 * else a callback says: an authority paid for one order cannot speak for another (CVE-2026-2592). Two
 * accounts with the same token would be ambiguous, so that answers null as well.
 */
export async function findByAuthority(
  db: Database,
  provider: string,
  authority: string,
): Promise<{ attemptId: string; transactionId: string } | null> {
  const found = await db
    .select({ attemptId: attempts.id, transactionId: attempts.transactionId })
    .from(attempts)
    .where(and(eq(attempts.authority, authority), eq(attempts.provider, provider)))
    .limit(2);
  return found.length === 1 ? (found[0] ?? null) : null;
}
