import "server-only";
import { asc, eq } from "drizzle-orm";
import { webhookDeliveries, webhookEvents } from "@/db/schema/webhooks";
import type { Context } from "@/lib/context";
import { deliveryLines } from "./delivery-lines";
import type { DeliveryLine } from "./serialize";

/** Every delivery of a transaction's news, oldest first. The caller has proven the transaction is theirs. */
export function listDeliveries(ctx: Context, transactionId: string): Promise<DeliveryLine[]> {
  const ofTransaction = eq(webhookEvents.transactionId, transactionId);
  return deliveryLines(ctx.db, ofTransaction, asc(webhookEvents.seq), asc(webhookDeliveries.id));
}
