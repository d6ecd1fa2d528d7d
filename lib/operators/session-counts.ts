import "server-only";
import { and, gt, isNull, sql } from "drizzle-orm";
import { operatorSessions } from "@/db/schema/operators";

/** A session counts until it is ended, for 12 hours, and while no half hour goes by without a request. */
export const sessionCounts = and(
  isNull(operatorSessions.revokedAt),
  gt(operatorSessions.expiresAt, sql`now()`),
  gt(operatorSessions.lastSeenAt, sql`now() - interval '30 minutes'`),
);
