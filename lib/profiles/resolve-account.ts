import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { Mode } from "@/lib/context";
import { coalesce } from "@/lib/limits/coalesce";
import { type Account, openAccount, type SealedAccount } from "./open-account";

type Ask = { appId: string; profileId: string; mode: Mode; provider?: string };

const resolvers = new WeakMap<Database, (ask: Ask) => Promise<Account | null>>();

/**
 * The merchant account a new payment goes to: the app's own, else the profile's shared one that comes
 * first by priority and age. Null when there is none, or none of its credentials is effective now.
 * Lookups that meet share one statement.
 */
export function resolveAccount(db: Database, ask: Ask): Promise<Account | null> {
  let resolve = resolvers.get(db);
  if (!resolve) {
    resolve = coalesce((asks: Ask[]) => resolveBatch(db, asks));
    resolvers.set(db, resolve);
  }
  return resolve(ask);
}

const nameOf = ({ appId, profileId, mode, provider }: Ask) =>
  [appId, profileId, mode, provider ?? ""].join(" ");

async function resolveBatch(db: Database, asks: Ask[]): Promise<(Account | null)[]> {
  const wanted = new Map(asks.map((ask) => [nameOf(ask), { name: nameOf(ask), ...ask }]));
  // The account is chosen before its credential: an app whose own credential has lapsed gets nothing,
  // rather than having its money go to the shared merchant unnoticed.
  const rows = await db.execute<SealedAccount & { name: string }>(sql`
    select ask.name, chosen.id as account_id, chosen.provider, ask.mode,
      credential.id as credential_id, credential.secret_enc
    from jsonb_to_recordset(${JSON.stringify([...wanted.values()])}::text::jsonb)
      as ask(name text, "appId" text, "profileId" text, mode text, provider text)
    cross join lateral (
      select id, provider from (
        select a.id, a.provider, 0 as place, a.priority, a.created_at
        from payment.app_provider_accounts own
        join payment.provider_accounts a on a.id = own.account_id
        where own.app_id = ask."appId" and own.mode = ask.mode
        union all
        select a.id, a.provider, 1, a.priority, a.created_at
        from payment.provider_accounts a
        where a.profile_id = ask."profileId" and a.mode = ask.mode and a.shared_at is not null
      ) as candidate
      where ask.provider is null or candidate.provider = ask.provider
      order by place, priority, created_at, id limit 1
    ) as chosen
    cross join lateral (
      select c.id, c.secret_enc from payment.provider_credentials c
      where c.account_id = chosen.id and c.effective_from <= now()
        and (c.effective_until is null or c.effective_until > now())
      order by c.priority, c.effective_from desc limit 1
    ) as credential`);
  const accounts = new Map(rows.map((row) => [row.name, openAccount(row)]));
  return asks.map((ask) => accounts.get(nameOf(ask)) ?? null);
}
