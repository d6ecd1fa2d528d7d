import "server-only";
import { and, desc, eq, lt } from "drizzle-orm";
import { clientApps } from "@/db/schema/apps";
import type { ActorOf, Context } from "@/lib/context";
import { cursorId, cutPage, type Page, type PageInput } from "@/lib/http/pagination";
import { requirePermission } from "@/lib/operators/require-permission";
import type { AppView } from "./serialize";
import { withMerchants } from "./with-merchants";

/** The tenant's apps, newest first, archived ones too. @throws BrokerError `invalid_cursor` */
export async function listApps(
  ctx: Context<ActorOf<"operator">>,
  input: PageInput,
): Promise<Page<AppView>> {
  requirePermission(ctx.actor, "read");
  const after = cursorId("app", input);
  const found = await ctx.db
    .select()
    .from(clientApps)
    .where(
      and(
        eq(clientApps.tenantId, ctx.actor.tenantId),
        after === undefined ? undefined : lt(clientApps.id, after),
      ),
    )
    .orderBy(desc(clientApps.id))
    .limit(input.limit + 1);
  const { rows, nextCursor } = cutPage(found, input);
  return { rows: await withMerchants(ctx.db, rows), nextCursor };
}
