import "server-only";
import { randomBytes } from "node:crypto";
import type { Database } from "@/db/client";
import { apiKeys } from "@/db/schema/apps";
import type { Mode } from "@/lib/context";
import { seal } from "@/lib/crypto/seal";
import { mintId, ulid } from "@/lib/ids/mint-id";
import { keySecretPlace } from "./find-signing-key";
import type { Key } from "./serialize";

const SECRET_BYTES = 32;

type NewKey = {
  tenantId: string;
  appId: string;
  mode: Mode;
  label: string | null;
  /** Null or absent: any address. */
  allowedCidrs?: string[] | null;
};

/** A fresh pair: `fpk_<mode>_<ULID>`, and a secret of 32 random bytes that is stored sealed only. */
export async function insertKey(
  db: Database,
  given: NewKey,
): Promise<{ key: Key; secret: string }> {
  const id = mintId("key");
  const secret = `fps_${given.mode}_${randomBytes(SECRET_BYTES).toString("base64url")}`;
  const [key] = await db
    .insert(apiKeys)
    .values({
      ...given,
      id,
      publicId: `fpk_${given.mode}_${ulid()}`,
      secretEnc: seal(keySecretPlace(id), secret),
    })
    .returning();
  if (!key) throw new Error("insert returned no row");
  return { key, secret };
}
