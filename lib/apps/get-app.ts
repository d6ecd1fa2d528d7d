import "server-only";
import { and, eq } from "drizzle-orm";
import { clientApps } from "@/db/schema/apps";
import type { ActorOf, Context } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { isId } from "@/lib/ids/mint-id";
import { requirePermission } from "@/lib/operators/require-permission";
import type { App } from "./find-app";

/**
 * One of the operator's tenant's apps, archived ones too.
 * @throws BrokerError `app_not_found`, alike for another tenant's app and for what is no id.
 */
export async function getApp(ctx: Context<ActorOf<"operator">>, id: string): Promise<App> {
  requirePermission(ctx.actor, "read");
  const [app] = isId("app", id)
    ? await ctx.db
        .select()
        .from(clientApps)
        .where(and(eq(clientApps.id, id), eq(clientApps.tenantId, ctx.actor.tenantId)))
    : [];
  if (!app) throw new BrokerError("not_found", "app_not_found");
  return app;
}
