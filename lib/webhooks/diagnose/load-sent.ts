import "server-only";
import { and, desc, eq, ne } from "drizzle-orm";
import {
  webhookAttempts,
  webhookDeliveries,
  webhookEndpoints,
  webhookEvents,
} from "@/db/schema/webhooks";
import type { ActorOf, Context } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { isId } from "@/lib/ids/mint-id";
import { knownSecrets } from "../endpoint-secrets";
import type { Sent, SentAttempt } from "./sent";

/** As many attempts and other endpoints are looked at, the newest. */
const ATTEMPTS_MAX = 20;
const OTHERS_MAX = 20;

type Asked = { deliveryId: string; attempt?: number | undefined };

/**
 * What was sent with one attempt of one of the tenant's deliveries, by default the last.
 * @throws BrokerError `delivery_not_found`; `invalid_value` of `attempt` when there was no such attempt
 */
export async function loadSent(
  { db, actor }: Context<ActorOf<"operator">>,
  { deliveryId, attempt }: Asked,
): Promise<Sent & { tenantId: string }> {
  const [row] = isId("delivery", deliveryId)
    ? await db
        .select({
          eventId: webhookDeliveries.eventId,
          transactionId: webhookEvents.transactionId,
          body: webhookEvents.body,
          endpoint: webhookEndpoints,
        })
        .from(webhookDeliveries)
        .innerJoin(webhookEvents, eq(webhookEvents.id, webhookDeliveries.eventId))
        .innerJoin(webhookEndpoints, eq(webhookEndpoints.id, webhookDeliveries.endpointId))
        .where(
          and(eq(webhookDeliveries.id, deliveryId), eq(webhookEndpoints.tenantId, actor.tenantId)),
        )
    : [];
  if (!row) throw new BrokerError("not_found", "delivery_not_found");
  const { endpoint, ...event } = row;
  const [attempts, others] = await Promise.all([
    db
      .select()
      .from(webhookAttempts)
      .where(eq(webhookAttempts.deliveryId, deliveryId))
      .orderBy(desc(webhookAttempts.id))
      .limit(ATTEMPTS_MAX),
    db
      .select()
      .from(webhookEndpoints)
      .where(and(eq(webhookEndpoints.appId, endpoint.appId), ne(webhookEndpoints.id, endpoint.id)))
      .orderBy(desc(webhookEndpoints.id))
      .limit(OTHERS_MAX),
  ]);
  const made = attempts.map(sentAttempt);
  const asked = made.find((one) => attempt === undefined || one.attempt === attempt);
  if (!asked) throw new BrokerError("invalid_request", "invalid_value", { field: "attempt" });
  return {
    ...event,
    deliveryId,
    tenantId: endpoint.tenantId,
    attempt: asked,
    others: made.filter((one) => one !== asked),
    secrets: [
      ...knownSecrets(endpoint),
      ...others.flatMap((one) =>
        knownSecrets(one).map((known) => ({ ...known, kind: "other" as const })),
      ),
    ],
  };
}

function sentAttempt(row: typeof webhookAttempts.$inferSelect): SentAttempt {
  const { "webhook-timestamp": timestamp, "webhook-signature": header } = row.requestHeaders ?? {};
  const answeredAtMs = Date.parse(row.responseHeaders?.date ?? "");
  return {
    attempt: row.attempt,
    atMs: row.at.getTime(),
    timestamp: timestamp === undefined ? null : Number(timestamp),
    header: header ?? null,
    answeredAtMs: Number.isNaN(answeredAtMs) ? null : answeredAtMs,
  };
}
