import type { Mode } from "@/lib/context";
import type { Key } from "@/lib/keys/serialize";
import { type KeyState, keyState } from "@/lib/keys/state";

/** A key as the page shows it. */
export type KeyView = {
  id: string;
  publicId: string;
  mode: Mode;
  label: string | null;
  state: KeyState;
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
  lastUsedAddress: string | null;
};

/** Named member by member: a key's sealed secret stays on the server, whatever else a row carries. */
export function keyView(key: Key, nowMs: number): KeyView {
  return {
    id: key.id,
    publicId: key.publicId,
    mode: key.mode,
    label: key.label,
    state: keyState(key, nowMs),
    createdAt: key.createdAt,
    expiresAt: key.expiresAt,
    revokedAt: key.revokedAt,
    lastUsedAt: key.lastUsedAt,
    lastUsedAddress: key.lastUsedAddress,
  };
}
