import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { coalesce } from "@/lib/limits/coalesce";
import { type Account, openAccount, type SealedAccount } from "./open-account";

const getters = new WeakMap<Database, (accountId: string) => Promise<Account | null>>();

/**
 * The account an attempt was opened with, to ask its provider again. Lookups that meet share one
 * statement. @throws Error when there is no such account or it never had a credential.
 */
export async function getAccount(db: Database, accountId: string): Promise<Account> {
  let get = getters.get(db);
  if (!get) {
    get = coalesce((ids: string[]) => getBatch(db, ids));
    getters.set(db, get);
  }
  const account = await get(accountId);
  if (!account) throw new Error(`account ${accountId} has no credential`);
  return account;
}

async function getBatch(db: Database, ids: string[]): Promise<(Account | null)[]> {
  // A lapsed credential is better than none: money may already be taken, and only verify gets it.
  const rows = await db.execute<SealedAccount>(sql`
    select a.id as account_id, a.provider, a.mode, credential.id as credential_id, credential.secret_enc
    from payment.provider_accounts a
    cross join lateral (
      select c.id, c.secret_enc from payment.provider_credentials c
      where c.account_id = a.id and c.effective_from <= now()
      order by (c.effective_until is null or c.effective_until > now()) desc,
        c.priority, c.effective_from desc limit 1
    ) as credential
    where a.id = any(array(select jsonb_array_elements_text(${JSON.stringify([...new Set(ids)])}::text::jsonb)))`);
  const accounts = new Map(rows.map((row) => [row.account_id, openAccount(row)]));
  return ids.map((id) => accounts.get(id) ?? null);
}
