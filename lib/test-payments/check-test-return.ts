import "server-only";
import type { ActorOf, Context } from "@/lib/context";
import { env } from "@/lib/env";
import { findSigningKey } from "@/lib/keys/find-signing-key";
import { requirePermission } from "@/lib/operators/require-permission";
import { RETURN_PARAMETERS } from "@/lib/signing/return-parameters";
import { FlatPay, FlatPaySignatureError } from "@/public/sdk/flatpay.mjs";

/** Of a forged parameter, so much is kept for the page. */
const SHOWN_CHARS = 200;

export type CheckedReturn = {
  /** As the browser brought them, in the order in which they are signed. */
  parameters: { name: string; value: string }[];
  /** Null: the signature is right and fresh. Else what the library says of it. */
  fault: FlatPaySignatureError["reason"] | null;
};

/**
 * Check a shopper's return as the app's own site would: with the library, by the secret of the key that
 * the return names. Null when the address carries no return at all.
 */
export async function checkTestReturn(
  ctx: Context<ActorOf<"operator">>,
  appId: string,
  query: URLSearchParams,
): Promise<CheckedReturn | null> {
  requirePermission(ctx.actor, "read");
  if (!RETURN_PARAMETERS.some((name) => query.has(name))) return null;
  const parameters = RETURN_PARAMETERS.map((name) => ({
    name,
    value: (query.get(name) ?? "").slice(0, SHOWN_CHARS),
  }));
  const key = await findSigningKey(ctx.db, query.get("key") ?? "");
  if (!key || key.appId !== appId || key.tenantId !== ctx.actor.tenantId) {
    return { parameters, fault: "unknown_key" };
  }
  const { secret } = key;
  const site = new FlatPay({ baseUrl: env().PUBLIC_URL, key: query.get("key") ?? "", secret });
  try {
    await site.verifyReturn(query);
    return { parameters, fault: null };
  } catch (error) {
    if (!(error instanceof FlatPaySignatureError)) throw error;
    return { parameters, fault: error.reason };
  }
}
