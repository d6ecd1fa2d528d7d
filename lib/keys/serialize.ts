import { z } from "zod";
import type { apiKeys } from "@/db/schema/apps";
import { MODES } from "@/lib/context";

const time = z.iso.datetime({ precision: 3 });

/** A key as every list and answer but one shows it: never with its secret. */
export const keyBody = z.object({
  id: z.string(),
  object: z.literal("api_key"),
  key: z.string(),
  mode: z.enum(MODES),
  label: z.string().nullable(),
  created_at: time,
  expires_at: time.nullable(),
  revoked_at: time.nullable(),
  last_used_at: time.nullable(),
});
export type KeyBody = z.output<typeof keyBody>;

/** The answer to issuing or rotating: the only time the secret appears. */
export const issuedKeyBody = keyBody.extend({ secret: z.string() });

export type Key = Omit<typeof apiKeys.$inferSelect, "secretEnc">;

/** A key row in its public shape. Members are named one by one: the sealed secret cannot slip in. */
export function serializeKey(key: Key): KeyBody {
  return {
    id: key.id,
    object: "api_key",
    key: key.publicId,
    mode: key.mode,
    label: key.label,
    created_at: key.createdAt.toISOString(),
    expires_at: key.expiresAt?.toISOString() ?? null,
    revoked_at: key.revokedAt?.toISOString() ?? null,
    last_used_at: key.lastUsedAt?.toISOString() ?? null,
  };
}
