import "server-only";
import { and, eq } from "drizzle-orm";
import { webhookEndpoints } from "@/db/schema/webhooks";
import type { ActorOf, Context } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { isId } from "@/lib/ids/mint-id";
import { requirePermission } from "@/lib/operators/require-permission";
import { endpointView } from "./endpoint-view";
import type { WebhookEndpoint } from "./serialize";

/** Which endpoint is meant; `appId` as well where an address names both. */
export type EndpointName = { endpointId: string; appId?: string | undefined };
type EndpointRow = typeof webhookEndpoints.$inferSelect;

/**
 * One of the tenant's endpoints, deleted ones too.
 * @throws BrokerError `endpoint_not_found`, alike for another app's or tenant's and for what is no id
 */
export async function getEndpoint(
  ctx: Context<ActorOf<"operator">>,
  name: EndpointName,
): Promise<WebhookEndpoint> {
  requirePermission(ctx.actor, "read");
  return endpointView(found(await select(ctx, name)));
}

/** Its row, deleted or not, to look at. @throws BrokerError `endpoint_not_found` */
export async function findEndpoint(
  ctx: Context<ActorOf<"operator">>,
  name: EndpointName,
): Promise<EndpointRow> {
  return found(await select(ctx, name));
}

/**
 * Its row, deleted or not, for whoever is about to change it: others who would wait until we are done,
 * payments do not. @throws BrokerError `endpoint_not_found`
 */
export async function lockEndpoint(
  tx: Context<ActorOf<"operator">>,
  name: EndpointName,
): Promise<EndpointRow> {
  // Weaker than `update`: an insert of a delivery only needs the row's key to stay.
  return found(await select(tx, name)?.for("no key update"));
}

/** @throws BrokerError `endpoint_deleted`; with `enabled` also `endpoint_not_enabled` */
export function requireInUse(
  { deletedAt, status }: Pick<EndpointRow, "deletedAt" | "status">,
  how?: "enabled",
): void {
  if (deletedAt) throw new BrokerError("conflict", "endpoint_deleted");
  if (how && status !== "enabled") throw new BrokerError("conflict", "endpoint_not_enabled");
}

function select({ db, actor }: Context<ActorOf<"operator">>, { endpointId, appId }: EndpointName) {
  if (!isId("endpoint", endpointId) || (appId !== undefined && !isId("app", appId))) return null;
  return db
    .select()
    .from(webhookEndpoints)
    .where(
      and(
        eq(webhookEndpoints.id, endpointId),
        eq(webhookEndpoints.tenantId, actor.tenantId),
        appId === undefined ? undefined : eq(webhookEndpoints.appId, appId),
      ),
    );
}

function found(rows: EndpointRow[] | null | undefined): EndpointRow {
  const [row] = rows ?? [];
  if (!row) throw new BrokerError("not_found", "endpoint_not_found");
  return row;
}
