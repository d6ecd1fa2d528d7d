import "server-only";
import { eq, sql } from "drizzle-orm";
import { operators, savedViews } from "@/db/schema/operators";
import type { ActorOf, Context } from "@/lib/context";

/** Views as this operator sees them. Which ones, the caller says. */
export function selectViews({ db, actor }: Context<ActorOf<"operator">>) {
  return db
    .select({
      id: savedViews.id,
      list: savedViews.list,
      name: savedViews.name,
      query: savedViews.query,
      shared: sql<boolean>`${savedViews.sharedAt} is not null`,
      own: sql<boolean>`${savedViews.operatorId} = ${actor.operatorId}`,
      owner: sql<string>`coalesce(${operators.name}, ${operators.email})`,
      createdAt: savedViews.createdAt,
    })
    .from(savedViews)
    .innerJoin(operators, eq(operators.id, savedViews.operatorId));
}
