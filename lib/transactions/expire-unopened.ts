import "server-only";
import { type Context, inTransaction } from "@/lib/context";
import { kickWebhooks } from "@/lib/webhooks/kick-webhooks";
import { endUnpaid } from "./end-unpaid";
import type { Transaction } from "./find-transaction";

/**
 * Expire a transaction that the provider never gave a session for: nobody can have paid it, so nobody
 * needs to be asked. Null when it is not `created` any more, or a call for a session is under way.
 */
export async function expireUnopened(
  ctx: Context,
  transactionId: string,
): Promise<Transaction | null> {
  const ended = await inTransaction(ctx, (tx) =>
    endUnpaid(tx, {
      transactionId,
      attemptId: null,
      to: "expired",
      failure: { code: null, reason: "expired" },
      unopenedOnly: true,
    }),
  );
  if (ended) kickWebhooks();
  return ended;
}
