import { randomBytes } from "node:crypto";
import type { Mode } from "@/lib/context";
import { SealError, seal, unseal } from "@/lib/crypto/seal";
import type { KnownSecret } from "./diagnose/sent";

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

/**
 * All secrets of an endpoint's row, also those that do not sign any more: to recognise what a receiver
 * uses, never to sign with. One that APP_SECRET no longer opens is left out: it can sign nothing either.
 */
export function knownSecrets(endpoint: Sealed & { mode: Mode }): KnownSecret[] {
  const { id, mode, secretEnc, previousSecrets } = endpoint;
  const all = [
    { enc: secretEnc, kind: "current" as const, endsAt: null },
    ...previousSecrets.map(({ enc, expires_at }) => ({
      enc,
      kind: "old" as const,
      endsAt: expires_at,
    })),
  ];
  return all.flatMap(({ enc, kind, endsAt }) => {
    const secret = opened(secretPlace(id), enc);
    return secret === null ? [] : [{ secret, kind, endpointId: id, mode, endsAt }];
  });
}

function opened(place: string, enc: string): string | null {
  try {
    return unseal(place, enc);
  } catch (error) {
    if (error instanceof SealError) return null;
    throw error;
  }
}

/** Current and older secrets share one place: rotation moves a sealed text within its row. */
const secretPlace = (endpointId: string) => `webhook_endpoints.secret_enc:${endpointId}`;
