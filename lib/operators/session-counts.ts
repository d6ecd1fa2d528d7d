import "server-only";
import { and, gt, isNull, sql } from "drizzle-orm";
import { operatorSessions } from "@/db/schema/operators";
import { SESSION_IDLE_MINUTES } from "./state";

/** A session counts until it is ended, until it runs out, and while requests keep coming (see state.ts). */
export const sessionCounts = and(
  isNull(operatorSessions.revokedAt),
  gt(operatorSessions.expiresAt, sql`now()`),
  gt(operatorSessions.lastSeenAt, sql`now() - make_interval(mins => ${SESSION_IDLE_MINUTES})`),
);
