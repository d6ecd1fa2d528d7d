import "server-only";
import type { Context } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { isId } from "@/lib/ids/mint-id";
import { requirePermission } from "@/lib/operators/require-permission";
import { findViewById } from "@/lib/transactions/find-transaction";
import { hasRefundContentHash } from "./content-hash";
import { getRefundRow, type Refund } from "./find-refund";
import { lookUpRefund } from "./look-up-refund";
import { reserveRefund } from "./reserve-refund";
import { sendWithPatience } from "./send-with-patience";
import type { RefundActor, RefundWish } from "./wish";

export type RefundOutcome = { refund: Refund; replayed: boolean };

/** A repeat asks the provider about an open refund, but not more often than this. */
const MIN_AGE_SECONDS = 5;

/**
 * Give a paid transaction's money back: record and reserve, ask the provider once, record what it said.
 * The same name with the same content is the same refund, and tells how it stands now; a lost answer
 * leaves it `unknown` and never sends it again (threats: T17). Above the tenant's limit it is recorded, and
 * waits for a second person: `approveRefund`.
 * @throws BrokerError `transaction_not_found`, also for another's; 409 with the reason why it cannot be
 */
export async function requestRefund(
  ctx: Context<RefundActor>,
  { transactionId, ...wish }: RefundWish & { transactionId: string },
): Promise<RefundOutcome> {
  if (ctx.actor.type === "operator") requirePermission(ctx.actor, "write");
  await assertTheirs(ctx, transactionId);
  const { refund, repeated } = await reserveRefund(ctx, transactionId, wish);
  if (repeated) return { refund: await healRepeated(ctx, refund, wish), replayed: true };
  if (refund.approval === "waiting") return { refund, replayed: false };
  return { refund: await sendWithPatience(ctx, refund.id), replayed: false };
}

/** The transaction is the app's own in its key's mode, or the operator's tenant's. */
async function assertTheirs({ actor, db }: Context<RefundActor>, id: string): Promise<void> {
  const view = isId("transaction", id) ? await findViewById(db, id) : null;
  const transaction = view?.transaction;
  const theirs =
    transaction !== undefined &&
    (actor.type === "operator"
      ? transaction.tenantId === actor.tenantId
      : transaction.appId === actor.appId && transaction.mode === actor.mode);
  if (!theirs) throw new BrokerError("not_found", "transaction_not_found");
}

async function healRepeated(
  ctx: Context<RefundActor>,
  refund: Refund,
  wish: RefundWish,
): Promise<Refund> {
  if (!hasRefundContentHash(wish, refund.contentHash)) {
    throw new BrokerError("conflict", "refund_changed", { field: "refund_id" });
  }
  if (refund.endedAt || !refund.sentAt) return refund;
  await lookUpRefund(ctx, refund.id, { minAgeSeconds: MIN_AGE_SECONDS });
  return getRefundRow(ctx.db, refund.id);
}
