import "server-only";
import { and, eq } from "drizzle-orm";
import { savedViews } from "@/db/schema/operators";
import type { ActorOf, Context } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { can } from "@/lib/operators/state";

type View = typeof savedViews.$inferSelect;

/**
 * A view that the operator may change, locked. That is one's own; what is shared, those who may write may
 * take back as well, since its owner may have left.
 * @throws BrokerError `view_not_found`, also for a colleague's
 */
export async function lockView(
  { db, actor }: Context<ActorOf<"operator">>,
  id: string,
  { ofColleagues = false }: { ofColleagues?: boolean } = {},
): Promise<View> {
  const [view] = await db
    .select()
    .from(savedViews)
    .where(and(eq(savedViews.id, id), eq(savedViews.tenantId, actor.tenantId)))
    .for("no key update");
  const own = view?.operatorId === actor.operatorId;
  const shared = ofColleagues && view?.sharedAt != null && can(actor.role, "write");
  if (!view || !(own || shared)) throw new BrokerError("not_found", "view_not_found");
  return view;
}
