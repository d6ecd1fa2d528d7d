import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { sandboxSessions } from "@/db/schema/sandbox";
import type { Session } from "./session";

/** A session by its authority. */
export async function findSession(db: Database, authority: string): Promise<Session | null> {
  const [session] = await db
    .select()
    .from(sandboxSessions)
    .where(eq(sandboxSessions.authority, authority));
  return session ?? null;
}

/** The pay page is looked at: the first visit's Referer is kept, as a bank would judge the shop by it. */
export async function visitSession(
  db: Database,
  authority: string,
  referer: string | null,
  now: Date,
): Promise<Session | null> {
  const { openedAt, referer: kept } = sandboxSessions;
  const at = now.toISOString();
  const [session] = await db
    .update(sandboxSessions)
    .set({
      referer: sql`case when ${openedAt} is null then ${referer?.slice(0, 2_000) ?? null} else ${kept} end`,
      openedAt: sql`coalesce(${openedAt}, ${at}::timestamptz)`,
    })
    .where(eq(sandboxSessions.authority, authority))
    .returning();
  return session ?? null;
}
