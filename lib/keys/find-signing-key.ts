import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { decodeRow } from "@/db/rows";
import { clientApps } from "@/db/schema/apps";
import type { Mode } from "@/lib/context";
import { unseal } from "@/lib/crypto/seal";
import { coalesce } from "@/lib/limits/coalesce";

/** Where a key's secret is sealed for. */
export const keySecretPlace = (keyId: string) => `api_keys.secret_enc:${keyId}`;

type App = typeof clientApps.$inferSelect;

/** What checking a signature needs of a key, and its app, which whoever comes next needs. */
export type SigningKey = {
  id: string;
  appId: string;
  tenantId: string;
  mode: Mode;
  secret: string;
  allowedCidrs: string[] | null;
  app: App;
};

type Row = {
  id: string;
  public_id: string;
  app_id: string;
  tenant_id: string;
  mode: Mode;
  secret_enc: string;
  allowed_cidrs: string[] | null;
  app: Record<string, unknown>;
};

const finders = new WeakMap<Database, (publicId: string) => Promise<SigningKey | null>>();

/** The key with this public id while it may sign: not revoked, not expired, its app not archived. */
export function findSigningKey(db: Database, publicId: string): Promise<SigningKey | null> {
  let find = finders.get(db);
  if (!find) {
    find = coalesce((ids: string[]) => findBatch(db, ids));
    finders.set(db, find);
  }
  return find(publicId);
}

async function findBatch(db: Database, publicIds: string[]): Promise<(SigningKey | null)[]> {
  const rows = await db.execute<Row>(sql`
    select k.id, k.public_id, k.app_id, k.tenant_id, k.mode, k.secret_enc, to_jsonb(k.allowed_cidrs) as allowed_cidrs,
      to_jsonb(a) as app
    from payment.api_keys k join payment.client_apps a on a.id = k.app_id
    where k.public_id = any(array(select jsonb_array_elements_text(${JSON.stringify([...new Set(publicIds)])}::text::jsonb)))
      and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
      and a.archived_at is null`);
  const keys = new Map(
    rows.map((row): [string, SigningKey] => [
      row.public_id,
      {
        id: row.id,
        appId: row.app_id,
        tenantId: row.tenant_id,
        mode: row.mode,
        secret: unseal(keySecretPlace(row.id), row.secret_enc),
        allowedCidrs: row.allowed_cidrs,
        app: decodeRow(clientApps, row.app),
      },
    ]),
  );
  return publicIds.map((id) => keys.get(id) ?? null);
}
