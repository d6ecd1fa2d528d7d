import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { DeliveryFilters } from "./delivery-filters";
import { deliveryIds } from "./find-delivery-ids";
import { hasRested } from "./has-rested";

type ReplayFilter = Omit<DeliveryFilters, "limit" | "cursor">;

/** Which deliveries are meant: these, or all that the list would show with this filter. */
export type Wanted =
  | { ids: string[]; filter?: undefined }
  | { filter: ReplayFilter; ids?: undefined };

type Part = { tenantId: string; after: string | undefined; count: number };

/** Before every delivery's id. */
const BEFORE_ALL = "whd_";

/** Ids of the tenant's deliveries that are meant, oldest first, `count` at most, after one of them. */
export function askedDeliveries({ ids, filter }: Wanted, { tenantId, after, count }: Part): SQL {
  const id = after ?? BEFORE_ALL;
  if (filter) return deliveryIds({ ...filter, tenantId, from: { id, go: "newer" }, count });
  return sql`
    select d.id from payment.webhook_deliveries d
      join payment.webhook_endpoints e on e.id = d.endpoint_id and e.tenant_id = ${tenantId}
    where d.id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::text::jsonb)) and d.id > ${id}
    order by d.id limit ${count}`;
}

/** That a delivery `d` may be sent again among many, now. */
export const mayBeReplayed = sql`
  (d.status in ('delivered', 'dead', 'held')
    or (d.status = 'pending' and d.resume_status is null and d.next_attempt_at > now()))
  and exists (select from payment.webhook_endpoints e
    where e.id = d.endpoint_id and e.status = 'enabled' and e.deleted_at is null)
  and ${hasRested(sql`d.id`)}`;
