import "server-only";
import type { ActorOf, Context } from "@/lib/context";
import { requirePermission } from "@/lib/operators/require-permission";
import { getRefundRow, type Refund } from "./find-refund";
import { getRefund } from "./get-refund";
import { lookUpRefund } from "./look-up-refund";

/**
 * An operator asks the provider now what became of a refund. Sends nothing.
 * @throws BrokerError `refund_not_found`
 */
export async function recheckRefund(
  ctx: Context<ActorOf<"operator">>,
  id: string,
): Promise<Refund> {
  requirePermission(ctx.actor, "recheck");
  const { refund } = await getRefund(ctx, id);
  await lookUpRefund(ctx, refund.id);
  return getRefundRow(ctx.db, refund.id);
}
