import "server-only";
import type { ActorOf, Context } from "@/lib/context";
import { env } from "@/lib/env";
import { operatorAsApp } from "@/lib/gates/operator-as-app";
import { parseInput } from "@/lib/http/parse";
import { ulid } from "@/lib/ids/mint-id";
import { openTransaction } from "@/lib/transactions/open-transaction";
import { requestBody } from "@/lib/transactions/schema";
import { testReturnPath } from "./test-return-path";

type Wish = {
  appId: string;
  /** Whole Tomans. */
  amount: number;
  /** Null: back to the console's own page. */
  returnUrl: string | null;
  description: string;
  locale: "fa" | "en";
};

/**
 * Open a payment in test mode as one of the apps would: the same verb, the app's own test key. Nothing of
 * the app's site is needed unless the shopper is to return there.
 * @throws BrokerError what `operatorAsApp` and `openTransaction` throw, and `invalid_request` for an
 * amount or a return URL that the API would refuse
 */
export async function startTestPayment(
  ctx: Context<ActorOf<"operator">>,
  { appId, amount, returnUrl, description, locale }: Wish,
): Promise<{ transactionId: string; payUrl: string }> {
  const { PUBLIC_URL: publicUrl } = env();
  const input = parseInput(requestBody, {
    order_id: `test-${ulid()}`,
    amount,
    currency: "IRT",
    description,
    return_url: returnUrl ?? `${publicUrl}${testReturnPath(appId)}`,
    metadata: { test_payment: true },
    locale,
  });
  const asApp = await operatorAsApp(ctx, appId);
  const { app } = asApp;
  // The rule of registered origins keeps shoppers from being led astray. Leading an operator back to
  // the page they came from does not, so for this one payment our own origin counts as the app's.
  const own = returnUrl === null ? [new URL(publicUrl).origin] : [];
  const origins = { returnOrigins: [...app.returnOrigins, ...own] };
  const { transaction } = await openTransaction({ ...asApp, app: { ...app, ...origins } }, input);
  return { transactionId: transaction.id, payUrl: `${publicUrl}/pay/${transaction.id}` };
}
