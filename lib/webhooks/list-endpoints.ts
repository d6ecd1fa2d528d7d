import "server-only";
import { and, desc, eq, isNull, lt } from "drizzle-orm";
import { webhookEndpoints } from "@/db/schema/webhooks";
import type { ActorOf, Context, Mode } from "@/lib/context";
import { requirePermission } from "@/lib/operators/require-permission";
import { endpointView } from "./endpoint-view";
import type { WebhookEndpoint } from "./serialize";

type Ask = {
  tenantId: string;
  /** Absent: all of the tenant's apps. */
  appId?: string | undefined;
  /** Absent: of both modes. */
  mode?: Mode | undefined;
  /** 1–100. */
  limit: number;
  /** The last id of the page before; absent for the first page. */
  beforeId?: string | null | undefined;
};

/** Endpoints of one app or all, newest first. `nextBeforeId` is null on the last page. Deleted ones are not shown. */
export async function listEndpoints(
  ctx: Context<ActorOf<"operator"> | ActorOf<"system">>,
  { tenantId, appId, mode, limit, beforeId }: Ask,
): Promise<{ endpoints: WebhookEndpoint[]; nextBeforeId: string | null }> {
  if (ctx.actor.type === "operator") requirePermission(ctx.actor, "read");
  const rows = await ctx.db
    .select()
    .from(webhookEndpoints)
    .where(
      and(
        eq(webhookEndpoints.tenantId, tenantId),
        appId === undefined ? undefined : eq(webhookEndpoints.appId, appId),
        mode === undefined ? undefined : eq(webhookEndpoints.mode, mode),
        isNull(webhookEndpoints.deletedAt),
        beforeId ? lt(webhookEndpoints.id, beforeId) : undefined,
      ),
    )
    .orderBy(desc(webhookEndpoints.id))
    .limit(limit + 1);
  const endpoints = rows.slice(0, limit).map((row) => endpointView(row));
  const last = endpoints.at(-1);
  return { endpoints, nextBeforeId: rows.length > limit && last ? last.id : null };
}
