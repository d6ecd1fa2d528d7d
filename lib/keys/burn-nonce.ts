import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { coalesce } from "@/lib/limits/coalesce";
import { CLOCK_WINDOW_SECONDS } from "@/lib/signing/fp1";

/** A nonce must be remembered as long as its timestamp could still be accepted. */
const REMEMBER_SECONDS = 2 * CLOCK_WINDOW_SECONDS + 60;

type Nonce = { key_id: string; nonce: string };

const burners = new WeakMap<Database, (nonce: Nonce) => Promise<boolean>>();

/** Use up a nonce. False when this key has used it before. Only after its signature was found right. */
export function burnNonce(db: Database, keyId: string, nonce: string): Promise<boolean> {
  let burn = burners.get(db);
  if (!burn) {
    burn = coalesce((nonces: Nonce[]) => burnBatch(db, nonces), { parallel: 2 });
    burners.set(db, burn);
  }
  return burn({ key_id: keyId, nonce });
}

async function burnBatch(db: Database, nonces: Nonce[]): Promise<boolean[]> {
  const rows = await db.execute<Nonce>(sql`
    insert into payment.request_nonces (key_id, nonce, expires_at)
    select distinct key_id, nonce, now() + make_interval(secs => ${REMEMBER_SECONDS})
    from jsonb_to_recordset(${JSON.stringify(nonces)}::text::jsonb) as t(key_id text, nonce text)
    on conflict do nothing returning key_id, nonce`);
  const fresh = new Set(rows.map((row) => `${row.key_id} ${row.nonce}`));
  // Of two equal nonces in one batch only the first is fresh: `delete` says so once.
  return nonces.map((one) => fresh.delete(`${one.key_id} ${one.nonce}`));
}

/** Forget nonces whose requests the clock would refuse anyway. @returns how many. */
export async function sweepNonces(db: Database): Promise<number> {
  const rows = await db.execute(sql`
    delete from payment.request_nonces where ctid = any(array(
      select ctid from payment.request_nonces where expires_at < now() limit 10000))
    returning 1`);
  return rows.length;
}
