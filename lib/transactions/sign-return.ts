import "server-only";
import type { Database } from "@/db/client";
import { findReturnKey } from "@/lib/keys/find-return-key";
import { hmacHex, type ReturnFields, returnStringToSign } from "@/lib/signing/fp1";
import { RETURN_PARAMETERS } from "@/lib/signing/return-parameters";
import type { TransactionView } from "./find-transaction";
import { isFinal } from "./state";

/**
 * Where the shopper goes back to: the stored return URL with the signed result (client-api.md §5). What
 * is not final is `verifying`: being checked.
 */
export async function signReturn(
  db: Database,
  { transaction, attempt }: TransactionView,
): Promise<string> {
  const key = await findReturnKey(db, transaction);
  const fields: ReturnFields = {
    amount: transaction.amountSent.toString(),
    currency: transaction.currency,
    key: key.publicId,
    order_id: transaction.orderId,
    ref_id: attempt?.refId ?? "",
    status: isFinal(transaction.status) ? transaction.status : "verifying",
    timestamp: Math.floor(Date.now() / 1000).toString(),
    transaction_id: transaction.id,
  };
  const signature = hmacHex(key.secret, returnStringToSign(fields));
  return appendParameters(transaction.returnUrl, { ...fields, signature });
}

/** Added as text, so that the site's own query stays as the site wrote it. */
function appendParameters(
  url: string,
  values: Record<(typeof RETURN_PARAMETERS)[number], string>,
): string {
  const [address = "", fragment] = url.split("#", 2);
  const query = RETURN_PARAMETERS.map((name) => `${name}=${encodeURIComponent(values[name])}`).join(
    "&",
  );
  const joint = address.includes("?") ? (/[?&]$/.test(address) ? "" : "&") : "?";
  return `${address}${joint}${query}${fragment === undefined ? "" : `#${fragment}`}`;
}
