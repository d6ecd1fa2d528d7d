import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { deriveKey } from "./derive-key";

const IV_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = "k1";

/** Sealed text that no known key opens, or that was moved from another row. */
export class SealError extends Error {
  override readonly name = "SealError";
}

/**
 * Encrypt a secret for one place: `k1:` and base64url of iv, ciphertext and tag (AES-256-GCM).
 * `place` (table, column, row id) is authenticated, so a ciphertext copied to another row does not open.
 */
export function seal(place: string, secret: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", deriveKey("seal"), iv).setAAD(Buffer.from(place));
  const body = Buffer.concat([
    iv,
    cipher.update(secret, "utf8"),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  return `${VERSION}:${body.toString("base64url")}`;
}

/**
 * Open what `seal` made for the same place, with APP_SECRET or APP_SECRET_PREVIOUS.
 * @throws SealError when neither opens it.
 */
export function unseal(place: string, sealed: string): string {
  const [version, text] = sealed.split(":");
  if (version !== VERSION || !text) throw new SealError("unknown seal version");
  const body = Buffer.from(text, "base64url");
  for (const generation of ["current", "previous"] as const) {
    const key = deriveKey("seal", generation);
    if (!key) continue;
    try {
      const decipher = createDecipheriv("aes-256-gcm", key, body.subarray(0, IV_BYTES))
        .setAAD(Buffer.from(place))
        .setAuthTag(body.subarray(-TAG_BYTES));
      const plain = decipher.update(body.subarray(IV_BYTES, -TAG_BYTES));
      return Buffer.concat([plain, decipher.final()]).toString("utf8");
    } catch {
      // Wrong key or tampered text: the next generation may fit; after the last we throw below.
    }
  }
  throw new SealError("no key opens this secret");
}
