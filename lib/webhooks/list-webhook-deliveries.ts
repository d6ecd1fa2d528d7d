import "server-only";
import { desc, inArray } from "drizzle-orm";
import { webhookDeliveries } from "@/db/schema/webhooks";
import type { ActorOf, Context } from "@/lib/context";
import { cursorId, cutPage, type Page } from "@/lib/http/pagination";
import { requirePermission } from "@/lib/operators/require-permission";
import type { DeliveryFilters } from "./delivery-filters";
import { deliveryLines } from "./delivery-lines";
import { findDeliveryIds } from "./find-delivery-ids";
import type { DeliveryLine } from "./serialize";

/** The tenant's deliveries that match, newest first. @throws BrokerError `invalid_cursor` */
export async function listWebhookDeliveries(
  ctx: Context<ActorOf<"operator">>,
  filters: DeliveryFilters,
): Promise<Page<DeliveryLine>> {
  requirePermission(ctx.actor, "read");
  const { tenantId } = ctx.actor;
  const id = cursorId("delivery", filters);
  const from = id === undefined ? undefined : { id, go: "older" as const };
  const count = filters.limit + 1;
  const ids = await findDeliveryIds(ctx.db, { ...filters, tenantId, from, count });
  if (ids.length === 0) return { rows: [], nextCursor: null };
  const found = inArray(webhookDeliveries.id, ids);
  return cutPage(await deliveryLines(ctx.db, found, desc(webhookDeliveries.id)), filters);
}
