import "server-only";
import { and, eq, isNotNull, or } from "drizzle-orm";
import { savedViews } from "@/db/schema/operators";
import type { ActorOf, Context } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import type { SavedView, ViewList } from "./schema";
import { selectViews } from "./select-views";

/** A view that the operator may see. @throws BrokerError `view_not_found`, also for a colleague's own */
export async function getView(ctx: Context<ActorOf<"operator">>, id: string): Promise<SavedView> {
  const { tenantId, operatorId } = ctx.actor;
  const [row] = await selectViews(ctx).where(
    and(
      eq(savedViews.id, id),
      eq(savedViews.tenantId, tenantId),
      or(eq(savedViews.operatorId, operatorId), isNotNull(savedViews.sharedAt)),
    ),
  );
  if (!row) throw new BrokerError("not_found", "view_not_found");
  return { ...row, list: row.list as ViewList };
}
