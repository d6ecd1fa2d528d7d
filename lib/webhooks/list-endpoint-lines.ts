import "server-only";
import { inArray, sql } from "drizzle-orm";
import { clientApps } from "@/db/schema/apps";
import { webhookDeliveries } from "@/db/schema/webhooks";
import type { ActorOf, Context, Mode } from "@/lib/context";
import { deliveryLines } from "./delivery-lines";
import { listEndpoints } from "./list-endpoints";
import type { DeliveryLine, WebhookEndpoint } from "./serialize";

type Ask = { appId?: string | undefined; mode: Mode; limit: number; beforeId?: string | undefined };

/** An endpoint as the console lists it: whose it is, and how the last thing it heard went. */
export type EndpointLine = WebhookEndpoint & { appName: string; last: DeliveryLine | null };

/** The tenant's endpoints of a mode, newest first. `nextBeforeId` is null on the last page. */
export async function listEndpointLines(
  ctx: Context<ActorOf<"operator">>,
  ask: Ask,
): Promise<{ lines: EndpointLine[]; nextBeforeId: string | null }> {
  const { tenantId } = ctx.actor;
  const { endpoints, nextBeforeId } = await listEndpoints(ctx, { ...ask, tenantId });
  if (endpoints.length === 0) return { lines: [], nextBeforeId };
  const appIds = [...new Set(endpoints.map(({ appId }) => appId))];
  const [apps, last] = await Promise.all([
    ctx.db
      .select({ id: clientApps.id, name: clientApps.name })
      .from(clientApps)
      .where(inArray(clientApps.id, appIds)),
    lastDeliveries(
      ctx,
      endpoints.map(({ id }) => id),
    ),
  ]);
  const names = new Map(apps.map(({ id, name }) => [id, name]));
  const lines = endpoints.map((endpoint) => ({
    ...endpoint,
    appName: names.get(endpoint.appId) ?? endpoint.appId,
    last: last.get(endpoint.id) ?? null,
  }));
  return { lines, nextBeforeId };
}

async function lastDeliveries(
  { db }: Context,
  endpointIds: string[],
): Promise<Map<string, DeliveryLine>> {
  const found = await db.execute<{ id: string }>(sql`
    select d.id from jsonb_array_elements_text(${JSON.stringify(endpointIds)}::text::jsonb) e(id)
      cross join lateral (select id from payment.webhook_deliveries
        where endpoint_id = e.id order by id desc limit 1) d`);
  if (found.length === 0) return new Map();
  const ids = found.map(({ id }) => id);
  const lines = await deliveryLines(db, inArray(webhookDeliveries.id, ids));
  return new Map(lines.map((line) => [line.endpointId, line]));
}
