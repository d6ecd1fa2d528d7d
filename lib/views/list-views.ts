import "server-only";
import { and, eq, isNotNull, or } from "drizzle-orm";
import { savedViews } from "@/db/schema/operators";
import type { ActorOf, Context } from "@/lib/context";
import { requirePermission } from "@/lib/operators/require-permission";
import type { SavedView, ViewList } from "./schema";
import { selectViews } from "./select-views";

/** A list's views: the operator's own, then what colleagues share, each by name. */
export async function listViews(
  ctx: Context<ActorOf<"operator">>,
  list: ViewList,
): Promise<SavedView[]> {
  requirePermission(ctx.actor, "read");
  const { tenantId, operatorId } = ctx.actor;
  const rows = await selectViews(ctx).where(
    and(
      eq(savedViews.tenantId, tenantId),
      eq(savedViews.list, list),
      or(eq(savedViews.operatorId, operatorId), isNotNull(savedViews.sharedAt)),
    ),
  );
  const views = rows.map((row) => ({ ...row, list }));
  return views.sort((a, b) => Number(b.own) - Number(a.own) || a.name.localeCompare(b.name, "fa"));
}
