import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { clientApps } from "@/db/schema/apps";
import { webhookEndpoints } from "@/db/schema/webhooks";
import { recordAudit } from "@/lib/audit/record-audit";
import { type ActorOf, type Context, inTransaction, type Mode } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { mintId } from "@/lib/ids/mint-id";
import { requirePermission } from "@/lib/operators/require-permission";
import { mintEndpointSecret } from "./endpoint-secrets";
import { endpointView } from "./endpoint-view";
import type { EventType } from "./event-types";
import type { WebhookEndpoint } from "./serialize";
import { vetEndpointUrl } from "./target-rules";

type NewEndpoint = {
  tenantId: string;
  appId: string;
  url: string;
  /** An endpoint hears one mode only. */
  mode: Mode;
  /** Null or absent: every type. */
  eventTypes?: readonly EventType[] | null | undefined;
  description?: string | null | undefined;
};

/**
 * Register where an app wants to hear. The secret is in this answer and nowhere else.
 * @throws BrokerError `invalid_request` `invalid_url` or `url_not_allowed` (field `url`), `not_found`
 * `app_not_found` when this tenant has no such app or archived it.
 */
export async function createEndpoint(
  ctx: Context<ActorOf<"operator"> | ActorOf<"system">>,
  input: NewEndpoint,
): Promise<{ endpoint: WebhookEndpoint; secret: string }> {
  if (ctx.actor.type === "operator") requirePermission(ctx.actor, "write");
  const { tenantId, appId, mode } = input;
  const url = vetEndpointUrl(input.url, mode);
  const id = mintId("endpoint");
  const { secret, secretEnc } = mintEndpointSecret(id);
  const eventTypes = input.eventTypes ? [...new Set(input.eventTypes)] : null;
  return inTransaction(ctx, async (tx) => {
    const [app] = await tx.db
      .select({ id: clientApps.id })
      .from(clientApps)
      .where(
        and(
          eq(clientApps.id, appId),
          eq(clientApps.tenantId, tenantId),
          isNull(clientApps.archivedAt),
        ),
      )
      // Holds an archiving that runs at the same time back until we are done.
      .for("key share");
    if (!app) throw new BrokerError("not_found", "app_not_found");
    const [endpoint] = await tx.db
      .insert(webhookEndpoints)
      .values({
        id,
        tenantId,
        appId,
        mode,
        url,
        description: input.description ?? null,
        eventTypes,
        secretEnc,
      })
      .returning();
    if (!endpoint) throw new Error("insert returned no row");
    const data = { app_id: appId, mode, url, event_types: eventTypes };
    await recordAudit(tx, { tenantId, action: "webhook_endpoint.create", entityId: id, data });
    return { endpoint: endpointView(endpoint), secret };
  });
}
