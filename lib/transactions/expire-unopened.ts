import "server-only";
import { type Context, inTransaction } from "@/lib/context";
import { endUnpaid } from "./end-unpaid";
import type { Transaction } from "./find-transaction";

/**
 * Expire a transaction that the provider never gave a session for: nobody can have paid it, so nobody
 * needs to be asked. Null when it is not `created` any more, or a call for a session is under way.
 */
export function expireUnopened(ctx: Context, transactionId: string): Promise<Transaction | null> {
  return inTransaction(ctx, (tx) =>
    endUnpaid(tx, {
      transactionId,
      attemptId: null,
      to: "expired",
      failure: { code: null, reason: "expired" },
      unopenedOnly: true,
    }),
  );
}
