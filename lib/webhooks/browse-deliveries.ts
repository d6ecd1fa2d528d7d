import "server-only";
import { desc, inArray } from "drizzle-orm";
import { webhookDeliveries } from "@/db/schema/webhooks";
import type { ActorOf, Context } from "@/lib/context";
import { isId } from "@/lib/ids/mint-id";
import { requirePermission } from "@/lib/operators/require-permission";
import type { DeliveryFilters } from "./delivery-filters";
import { deliveryLines } from "./delivery-lines";
import { findDeliveryIds } from "./find-delivery-ids";
import type { DeliveryLine } from "./serialize";

type Ask = Omit<DeliveryFilters, "cursor"> & {
  /** Ids beside which the page lies; what is no id of a delivery counts as absent. */
  olderThan?: string | undefined;
  newerThan?: string | undefined;
};

/** A page with the ids beside which its neighbours lie; null where there is none. */
export type DeliveryPage = { rows: DeliveryLine[]; newer: string | null; older: string | null };

/** The tenant's deliveries that match, newest first, for a reader who turns pages both ways. */
export async function browseDeliveries(
  ctx: Context<ActorOf<"operator">>,
  { olderThan, newerThan, ...filters }: Ask,
): Promise<DeliveryPage> {
  requirePermission(ctx.actor, "read");
  const { tenantId } = ctx.actor;
  const { limit } = filters;
  const back = newerThan !== undefined && isId("delivery", newerThan);
  const forth = olderThan !== undefined && isId("delivery", olderThan);
  const from = back
    ? { id: newerThan, go: "newer" as const }
    : forth
      ? { id: olderThan, go: "older" as const }
      : undefined;
  const found = await findDeliveryIds(ctx.db, { ...filters, tenantId, from, count: limit + 1 });
  const more = found.length > limit;
  const ids = found.slice(0, limit);
  if (ids.length === 0) return { rows: [], newer: null, older: null };
  const shown = inArray(webhookDeliveries.id, ids);
  const rows = await deliveryLines(ctx.db, shown, desc(webhookDeliveries.id));
  const [first, last] = [rows[0]?.id ?? null, rows.at(-1)?.id ?? null];
  return {
    rows,
    // Who came from a page knows that it is there.
    newer: (back ? more : forth) ? first : null,
    older: back || more ? last : null,
  };
}
