import "server-only";
import type { Context } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { isId } from "@/lib/ids/mint-id";
import { log } from "@/lib/log";
import { requirePermission } from "@/lib/operators/require-permission";
import { findViewById } from "@/lib/transactions/find-transaction";
import { carryOutRefund } from "./carry-out-refund";
import { hasRefundContentHash } from "./content-hash";
import { getRefundRow, type Refund } from "./find-refund";
import { lookUpRefund } from "./look-up-refund";
import { reserveRefund } from "./reserve-refund";
import type { RefundActor, RefundWish } from "./wish";

export type RefundOutcome = { refund: Refund; replayed: boolean };

/** How long a caller waits for the provider; what is then still under way goes on and is recorded. */
const PATIENCE_MS = 12_000;
/** A repeat asks the provider about an open refund, but not more often than this. */
const MIN_AGE_SECONDS = 5;

/**
 * Give a paid transaction's money back: record and reserve, ask the provider once, record what it said.
 * The same name with the same content is the same refund, and tells how it stands now; a lost answer
 * leaves it `unknown` and never sends it again (threats: T17).
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
  const running = carryOutRefund(ctx, refund.id, PATIENCE_MS);
  // Whoever waits sees a failure; when nobody does any more, the log must.
  running.catch((error) =>
    log.error({ refundId: refund.id, message: String(error) }, "refund failed"),
  );
  await Promise.race([running, pause(PATIENCE_MS)]);
  return { refund: await getRefundRow(ctx.db, refund.id), replayed: false };
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

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());
