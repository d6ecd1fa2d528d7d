import "server-only";
import type { App } from "@/lib/apps/find-app";
import { env } from "@/lib/env";
import { BrokerError } from "@/lib/errors";
import type { AppContext } from "@/lib/gates/api-key";
import { toRials } from "@/lib/money/rials";
import type { Account } from "@/lib/profiles/open-account";
import { getProvider } from "@/lib/providers/registry";
import type { Transaction, TransactionView } from "./find-transaction";
import { recordOpened } from "./record-opened";
import { recordLost, recordRefused } from "./record-session";
import type { RequestInput } from "./schema";

/** ZarinPal docs: a description has at most 500 characters; the app's prefix must fit too. */
const DESCRIPTION_MAX = 500;

export type Opening = { app: App; account: Account; input: RequestInput };

/**
 * Ask the provider for a session of an attempt that is recorded, and record what came of it. No
 * database transaction is open meanwhile.
 * @throws BrokerError when it was refused (502), or when nothing certain came back (502, 503, 504): then
 * the transaction stays `created` and a retry makes a new attempt on it.
 */
export async function askForSession(
  ctx: AppContext,
  {
    app,
    account,
    input,
    transaction,
    attemptId,
  }: Opening & { transaction: Transaction; attemptId: string },
): Promise<TransactionView> {
  const provider = getProvider(account.provider);
  const answer = await provider.open(account, {
    amountRials: toRials(input.amount, input.currency),
    description: [app.descriptionPrefix, input.description]
      .filter(Boolean)
      .join(" ")
      .slice(0, DESCRIPTION_MAX),
    callbackUrl: `${env().PUBLIC_URL}/callback/${account.provider}`,
    orderId: input.order_id,
    mobile: input.payer?.mobile ?? null,
    email: input.payer?.email ?? null,
    cardPan: input.card_pan ?? null,
  });
  const attempt = { transactionId: transaction.id, attemptId, exchange: answer.exchange };
  if (answer.outcome === "accepted") {
    const view = await recordOpened(ctx, transaction, account, attempt, answer.value);
    if (view) return view;
    throw new BrokerError("provider_error", "provider_unreadable", { retryAfterSeconds: 1 });
  }
  if (answer.outcome === "refused") {
    await recordRefused(ctx, transaction, attempt, answer.refusal);
    const { code, message } = answer.refusal;
    throw new BrokerError("provider_error", "provider_rejected", {
      provider: { name: provider.name, code, message },
    });
  }
  await recordLost(ctx, attempt, answer.cause);
  const cause = new Error(`${provider.name} open: ${answer.cause}: ${answer.detail}`);
  const details = { cause, retryAfterSeconds: 1 };
  if (answer.cause === "timeout")
    throw new BrokerError("provider_timeout", "provider_timeout", details);
  if (answer.cause === "unreadable" || answer.cause === "contradiction") {
    throw new BrokerError("provider_error", "provider_unreadable", details);
  }
  throw new BrokerError("unavailable", "provider_unavailable", details);
}
