import { randomBytes } from "node:crypto";
import { seal, unseal } from "@/lib/crypto/seal";

const SECRET_BYTES = 32;
const PREFIX = "whsec_";

type Sealed = {
  id: string;
  secretEnc: string;
  previousSecrets: readonly { enc: string; expires_at: string }[];
};

/** A fresh signing secret, `whsec_` and base64 of 32 random bytes, and its sealed form for the row. */
export function mintEndpointSecret(endpointId: string): { secret: string; secretEnc: string } {
  const secret = PREFIX + randomBytes(SECRET_BYTES).toString("base64");
  return { secret, secretEnc: seal(secretPlace(endpointId), secret) };
}

/**
 * The secrets that sign now: the current one first, then older ones until they expire.
 * @throws SealError when APP_SECRET is not the one they were sealed with.
 */
export function openEndpointSecrets(endpoint: Sealed, nowMs: number): string[] {
  const overlapping = endpoint.previousSecrets.filter(
    ({ expires_at }) => Date.parse(expires_at) > nowMs,
  );
  return [endpoint.secretEnc, ...overlapping.map(({ enc }) => enc)].map((enc) =>
    unseal(secretPlace(endpoint.id), enc),
  );
}

/** Current and older secrets share one place: rotation moves a sealed text within its row. */
const secretPlace = (endpointId: string) => `webhook_endpoints.secret_enc:${endpointId}`;
