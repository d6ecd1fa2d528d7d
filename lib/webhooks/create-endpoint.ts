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
import { type EndpointPing, pingEndpoint, requireConnected } from "./ping-endpoint";
import { serializePing, type WebhookEndpoint } from "./serialize";
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

type Created<P> = { endpoint: WebhookEndpoint; secret: string; ping: P };

/**
 * Register where an app wants to hear. The secret is in this answer and nowhere else. For an operator the
 * address is first sent a signed test, and refused when it cannot be reached; how it answered is told.
 * @throws BrokerError `invalid_request` `invalid_url`, `url_not_allowed` or `endpoint_unreachable` (field
 * `url`), `not_found` `app_not_found` when this tenant has no such app or archived it.
 */
export async function createEndpoint(
  ctx: Context<ActorOf<"operator">>,
  input: NewEndpoint,
): Promise<Created<EndpointPing>>;
export async function createEndpoint(
  ctx: Context<ActorOf<"system">>,
  input: NewEndpoint,
): Promise<Created<null>>;
export async function createEndpoint(
  ctx: Context<ActorOf<"operator"> | ActorOf<"system">>,
  input: NewEndpoint,
): Promise<Created<EndpointPing | null>> {
  if (ctx.actor.type === "operator") requirePermission(ctx.actor, "write");
  const { tenantId, appId, mode } = input;
  const url = vetEndpointUrl(input.url, mode);
  const endpointId = mintId("endpoint");
  const { secret, secretEnc } = mintEndpointSecret(endpointId);
  let ping: EndpointPing | null = null;
  if (ctx.actor.type === "operator") {
    await requireApp(ctx, input);
    ping = await pingEndpoint({ endpointId, appId, url, mode, secrets: [secret] });
    requireConnected(ping);
  }
  const eventTypes = input.eventTypes ? [...new Set(input.eventTypes)] : null;
  const endpoint = await inTransaction(ctx, async (tx) => {
    // The app's row is held: an archiving that runs at the same time waits until we are done.
    await requireApp(tx, input, "key share");
    const [made] = await tx.db
      .insert(webhookEndpoints)
      .values({
        id: endpointId,
        tenantId,
        appId,
        mode,
        url,
        description: input.description ?? null,
        eventTypes,
        secretEnc,
      })
      .returning();
    if (!made) throw new Error("insert returned no row");
    const tested = ping ? { ping: serializePing(ping) } : {};
    const data = { app_id: appId, mode, url, event_types: eventTypes, ...tested };
    const action = "webhook_endpoint.create";
    await recordAudit(tx, { tenantId, action, entityId: endpointId, data });
    return endpointView(made);
  });
  return { endpoint, secret, ping };
}

async function requireApp(
  { db }: Context,
  { tenantId, appId }: NewEndpoint,
  lock?: "key share",
): Promise<void> {
  const own = and(
    eq(clientApps.id, appId),
    eq(clientApps.tenantId, tenantId),
    isNull(clientApps.archivedAt),
  );
  const found = db.select({ id: clientApps.id }).from(clientApps).where(own);
  const [app] = await (lock ? found.for(lock) : found);
  if (!app) throw new BrokerError("not_found", "app_not_found");
}
