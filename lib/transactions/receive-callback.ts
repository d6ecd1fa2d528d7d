import "server-only";
import type { Context } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { getProvider } from "@/lib/providers/registry";
import { findByAuthority } from "./find-by-authority";
import { settleAttempt } from "./settle-attempt";
import { signReturn } from "./sign-return";

/**
 * A shopper comes back from a provider. Nothing they bring is believed: the token is looked up, the
 * provider is asked, and the way back is the one stored. Safe under any number of repeats.
 * @returns the address to send the shopper to.
 * @throws BrokerError `transaction_not_found` for a token that is malformed or not ours; the provider
 * is not called then.
 */
export async function receiveCallback(
  ctx: Context,
  providerName: string,
  parameters: Record<string, string>,
): Promise<string> {
  const callback = getProvider(providerName).parseCallback(parameters);
  const held = callback && (await findByAuthority(ctx.db, providerName, callback.token));
  if (!callback || !held) throw new BrokerError("not_found", "transaction_not_found");
  const view = await settleAttempt(ctx, held, { by: "callback", hint: callback.hint });
  return signReturn(ctx.db, view);
}
