import "server-only";
import type { Mode } from "@/lib/context";
import { unseal } from "@/lib/crypto/seal";
import { env } from "@/lib/env";
import type { RefundAccess } from "@/lib/providers/port";

/** Where a provider credential is sealed for. */
export const credentialPlace = (id: string) => `provider_credentials.secret_enc:${id}`;

/** A merchant account, ready to be talked to: what a provider driver is handed. */
export type Account = {
  accountId: string;
  provider: string;
  mode: Mode;
  /** In clear. Never logged, never stored. */
  credential: string;
  /** Without a trailing slash. Test mode goes to the sandbox, whatever the account. */
  baseUrl: string;
  /** Where and as whom refunds are asked for; null where that is not set up. */
  refundAccess: RefundAccess | null;
};

/** An account beside the one credential that opens it now, as the account queries answer it. */
export type SealedAccount = {
  account_id: string;
  provider: string;
  mode: Mode;
  credential_id: string;
  secret_enc: string;
};

/** Open the credential of a stored account. @throws SealError when no APP_SECRET opens it. */
export function openAccount(row: SealedAccount): Account {
  const credential = unseal(credentialPlace(row.credential_id), row.secret_enc);
  return {
    accountId: row.account_id,
    provider: row.provider,
    mode: row.mode,
    credential,
    baseUrl: row.mode === "live" ? env().ZARINPAL_URL : env().SANDBOX_URL,
    refundAccess: row.mode === "live" ? liveRefundAccess() : testRefundAccess(credential),
  };
}

function liveRefundAccess(): RefundAccess | null {
  const { ZARINPAL_ACCESS_TOKEN: token, ZARINPAL_GRAPHQL_URL: baseUrl } = env();
  return token === undefined ? null : { baseUrl, token };
}

/** The simulator takes any merchant's word for it. ZarinPal's own sandbox has no refunds. */
function testRefundAccess(merchantId: string): RefundAccess | null {
  const baseUrl = env().SANDBOX_URL;
  const isZarinpals = /(^|\.)zarinpal\.com$/.test(new URL(baseUrl).hostname);
  return isZarinpals ? null : { baseUrl, token: `sandbox-${merchantId}` };
}
