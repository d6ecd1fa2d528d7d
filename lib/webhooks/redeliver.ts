import "server-only";
import { and, eq, exists, inArray, isNull, or, sql } from "drizzle-orm";
import { webhookDeliveries, webhookEndpoints } from "@/db/schema/webhooks";
import { recordAudit } from "@/lib/audit/record-audit";
import { type ActorOf, type Context, inTransaction } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { isId } from "@/lib/ids/mint-id";
import { requirePermission } from "@/lib/operators/require-permission";
import { deliveryLines } from "./delivery-lines";
import { hasRested } from "./has-rested";
import { kickWebhooks } from "./kick-webhooks";
import { redeliverRefusal } from "./redeliver-refusal";
import type { DeliveryLine } from "./serialize";

/**
 * One more try, now: the same event id and bytes, signed with the current secret. Also for what was
 * delivered, and for an endpoint that is paused or disabled: a person asks. When it fails the delivery is
 * what it was before, its planned attempts included: a try by hand neither uses up the schedule nor takes
 * back that something arrived; what was held waits, and so is held again.
 * @throws BrokerError `delivery_not_found`; `delivery_in_progress` when a try is due, under way or just
 * made by hand, so of two at once one is made; `endpoint_deleted`
 */
export async function redeliver(
  ctx: Context<ActorOf<"operator">>,
  deliveryId: string,
): Promise<DeliveryLine> {
  requirePermission(ctx.actor, "recheck");
  const { tenantId } = ctx.actor;
  const own = and(eq(webhookDeliveries.id, deliveryId), eq(webhookEndpoints.tenantId, tenantId));
  if (!own || !isId("delivery", deliveryId)) {
    throw new BrokerError("not_found", "delivery_not_found");
  }
  const line = await inTransaction(ctx, async (tx) => {
    const [known] = await deliveryLines(tx.db, own);
    if (!known) throw new BrokerError("not_found", "delivery_not_found");
    const refusal = redeliverRefusal(known, Date.now());
    if (refusal) throw new BrokerError("conflict", refusal);
    // The update waits for nobody: one that had waited would still look at the attempts of before.
    const { id } = webhookDeliveries;
    await tx.db
      .select({ id })
      .from(webhookDeliveries)
      .where(eq(id, deliveryId))
      .for("no key update");
    const [due] = await tx.db
      .update(webhookDeliveries)
      .set({
        status: "pending",
        nextAttemptAt: sql`now()`,
        extraAttempts: sql`${webhookDeliveries.extraAttempts} + 1`,
        resumeStatus: sql`${webhookDeliveries.status}`,
        resumeAt: sql`case when ${webhookDeliveries.status} in ('pending', 'held')
          then ${webhookDeliveries.nextAttemptAt} end`,
      })
      .where(
        and(
          eq(webhookDeliveries.id, deliveryId),
          mayBeTried(),
          hasRested(webhookDeliveries.id),
          endpointExists(tx),
        ),
      )
      .returning();
    // It changed since it was read: somebody else's try, a pause or the schedule came first.
    if (!due) throw new BrokerError("conflict", "delivery_in_progress");
    const { eventId, endpointId } = due;
    const data = { event_id: eventId, endpoint_id: endpointId, from: known.status };
    await recordAudit(tx, {
      tenantId,
      action: "webhook_delivery.redeliver",
      entityId: deliveryId,
      data,
    });
    const [after] = await deliveryLines(tx.db, own);
    return after ?? known;
  });
  kickWebhooks();
  return line;
}

function mayBeTried() {
  const { status, resumeStatus, nextAttemptAt } = webhookDeliveries;
  return or(
    inArray(status, ["delivered", "dead", "held"]),
    and(eq(status, "pending"), isNull(resumeStatus), sql`${nextAttemptAt} > now()`),
  );
}

function endpointExists({ db }: Context) {
  return exists(
    db
      .select({ one: sql`1` })
      .from(webhookEndpoints)
      .where(
        and(
          eq(webhookEndpoints.id, webhookDeliveries.endpointId),
          isNull(webhookEndpoints.deletedAt),
        ),
      ),
  );
}
