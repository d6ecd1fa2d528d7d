import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { notices } from "@/db/schema/notices";
import type { ActorOf, Context } from "@/lib/context";
import { requirePermission } from "@/lib/operators/require-permission";

export type EndpointNotice = typeof notices.$inferSelect;

/** What operators were told of one of the tenant's endpoints, newest first. */
export async function listEndpointNotices(
  { db, actor }: Context<ActorOf<"operator">>,
  { endpointId, limit }: { endpointId: string; limit: number },
): Promise<EndpointNotice[]> {
  requirePermission(actor, "read");
  return db
    .select()
    .from(notices)
    .where(and(eq(notices.endpointId, endpointId), eq(notices.tenantId, actor.tenantId)))
    .orderBy(desc(notices.id))
    .limit(limit);
}
