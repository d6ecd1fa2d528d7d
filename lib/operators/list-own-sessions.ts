import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { operatorSessions } from "@/db/schema/operators";
import type { ActorOf, Context } from "@/lib/context";
import type { Session } from "./find-session";
import { requirePermission } from "./require-permission";
import { sessionCounts } from "./session-counts";

const SESSIONS_MAX = 50;

/** Where one is signed in now, newest first; the newest fifty. */
export function listOwnSessions(ctx: Context<ActorOf<"operator">>): Promise<Session[]> {
  requirePermission(ctx.actor, "read");
  return ctx.db
    .select()
    .from(operatorSessions)
    .where(and(eq(operatorSessions.operatorId, ctx.actor.operatorId), sessionCounts))
    .orderBy(desc(operatorSessions.id))
    .limit(SESSIONS_MAX);
}
