import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { unseal } from "@/lib/crypto/seal";
import { keySecretPlace } from "./find-signing-key";

/**
 * The key that signs a shopper's return: the one that opened the transaction while it is active, else
 * the app's newest active one in that mode (client-api.md §5). With none active the opener signs: the
 * shopper must get back to the shop, and a site that revoked every key trusts no return anyway.
 */
export async function findReturnKey(
  db: Database,
  transaction: { keyId: string; appId: string; mode: string },
): Promise<{ publicId: string; secret: string }> {
  const [row] = await db.execute<{ id: string; public_id: string; secret_enc: string }>(sql`
    select id, public_id, secret_enc from payment.api_keys
    where app_id = ${transaction.appId} and mode = ${transaction.mode}
    order by (revoked_at is null and (expires_at is null or expires_at > now())) desc,
      (id = ${transaction.keyId}) desc, id desc
    limit 1`);
  if (!row) throw new Error(`app ${transaction.appId} has no key`);
  return { publicId: row.public_id, secret: unseal(keySecretPlace(row.id), row.secret_enc) };
}
