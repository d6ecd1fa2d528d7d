import "server-only";
import { BrokerError } from "@/lib/errors";
import type { AppContext } from "@/lib/gates/api-key";
import { mintId } from "@/lib/ids/mint-id";
import { resolveAccount } from "@/lib/profiles/resolve-account";
import { getProvider } from "@/lib/providers/registry";
import { askForSession } from "./ask-for-session";
import { contentHash } from "./content-hash";
import { insertTransaction } from "./insert-transaction";
import { type OpenOutcome, orderInProgress, repeatRequest } from "./repeat-request";
import { returnOriginFault } from "./return-url";
import type { RequestInput } from "./schema";

/**
 * Open a transaction for the calling app and get a session at the provider; or answer what the order
 * already has. Idempotent by order: one order has one live transaction and is paid once.
 * @throws BrokerError 409 for an order in progress, changed or paid; 5xx when the provider did not
 * open it. Retrying with the same order is always safe.
 */
export async function openTransaction(ctx: AppContext, input: RequestInput): Promise<OpenOutcome> {
  const { app } = ctx;
  const { appId, mode } = ctx.actor;
  if (returnOriginFault(input.return_url, { origins: app.returnOrigins, mode })) {
    throw new BrokerError("invalid_request", "return_url_not_allowed", { field: "return_url" });
  }
  if (input.method !== "card") {
    throw new BrokerError("invalid_request", "method_not_available", { field: "method" });
  }
  const account = await resolveAccount(ctx.db, { appId, profileId: app.profileId, mode });
  if (!account) throw new BrokerError("forbidden", "feature_disabled");
  assertWireUnit(input, account.provider);

  const opening = { app, account, input };
  // Twice: when the order's transaction turns out to be over, the order is free for this one.
  for (let tries = 0; tries < 2; tries++) {
    const attemptId = mintId("attempt");
    const transaction = await insertTransaction(ctx, {
      app,
      input,
      contentHash: contentHash(input),
      attemptId,
      accountId: account.accountId,
      provider: account.provider,
    });
    if (transaction) {
      const view = await askForSession(ctx, { ...opening, transaction, attemptId });
      return { ...view, replayed: false };
    }
    const repeated = await repeatRequest(ctx, opening);
    if (repeated) return repeated;
  }
  throw orderInProgress();
}

/** A provider that is spoken to in whole Tomans cannot be asked for a part of one. */
function assertWireUnit(input: RequestInput, provider: string): void {
  const { wireUnit } = getProvider(provider).capabilities();
  if (wireUnit === "IRT" && input.currency === "IRR" && input.amount % 10 !== 0) {
    throw new BrokerError("invalid_request", "invalid_value", { field: "amount" });
  }
}
