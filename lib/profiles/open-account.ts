import "server-only";
import type { Mode } from "@/lib/context";
import { unseal } from "@/lib/crypto/seal";
import { env } from "@/lib/env";

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
  return {
    accountId: row.account_id,
    provider: row.provider,
    mode: row.mode,
    credential: unseal(credentialPlace(row.credential_id), row.secret_enc),
    baseUrl: row.mode === "live" ? env().ZARINPAL_URL : env().SANDBOX_URL,
  };
}
