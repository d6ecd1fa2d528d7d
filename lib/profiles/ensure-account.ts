import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import type { Database } from "@/db/client";
import { providerAccounts, providerCredentials } from "@/db/schema/tenants";
import type { Mode } from "@/lib/context";
import { fingerprints } from "@/lib/crypto/fingerprint";
import { seal } from "@/lib/crypto/seal";
import { mintId } from "@/lib/ids/mint-id";
import { credentialPlace } from "./open-account";

type Merchant = {
  tenantId: string;
  profileId: string;
  provider: "zarinpal";
  mode: Mode;
  /** What the provider knows the merchant by; for ZarinPal also what opens the account. */
  identity: string;
};

/**
 * The account of this merchant in this tenant: the one it has, else a new one with its credential
 * sealed. The same merchant is one account however often, and from however many processes, it is named.
 * @returns the account's id
 */
export async function ensureAccount(db: Database, merchant: Merchant): Promise<string> {
  const { identity, ...account } = merchant;
  const known = fingerprints("provider-identity", `${account.provider}:${identity}`);
  return db.transaction(async (tx) => {
    const found = await findAccountId(tx, account, known);
    if (found) return found;
    const id = mintId("account");
    const [made] = await tx
      .insert(providerAccounts)
      .values({
        ...account,
        id,
        identityHash: known[0],
        label: `${account.provider} …${identity.slice(-4)}`,
      })
      .onConflictDoNothing()
      .returning({ id: providerAccounts.id });
    if (!made) {
      const others = await findAccountId(tx, account, known);
      if (!others) throw new Error("an account conflicted and then was not there");
      return others;
    }
    const credentialId = mintId("credential");
    await tx.insert(providerCredentials).values({
      id: credentialId,
      accountId: id,
      mode: account.mode,
      secretEnc: seal(credentialPlace(credentialId), identity),
    });
    return id;
  });
}

async function findAccountId(
  db: Database,
  { tenantId, provider, mode }: Omit<Merchant, "identity">,
  hashes: string[],
): Promise<string | null> {
  const [row] = await db
    .select({ id: providerAccounts.id })
    .from(providerAccounts)
    .where(
      and(
        eq(providerAccounts.tenantId, tenantId),
        eq(providerAccounts.provider, provider),
        eq(providerAccounts.mode, mode),
        inArray(providerAccounts.identityHash, hashes),
      ),
    )
    .limit(1);
  return row?.id ?? null;
}
