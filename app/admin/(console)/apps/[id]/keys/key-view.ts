import type { Mode } from "@/lib/context";
import type { Key } from "@/lib/keys/serialize";
import { type KeyState, keyState, mayKeySign } from "@/lib/keys/state";

/** A key as the page shows it. */
export type KeyView = {
  id: string;
  publicId: string;
  mode: Mode;
  label: string | null;
  /** `archived`: would work, but its app is out of use. */
  state: KeyState | "archived";
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
  lastUsedAddress: string | null;
};

/** Named member by member: a key's sealed secret stays on the server, whatever else a row carries. */
export function keyView(
  key: Key,
  { isArchived, nowMs }: { isArchived: boolean; nowMs: number },
): KeyView {
  const state = keyState(key, nowMs);
  return {
    id: key.id,
    publicId: key.publicId,
    mode: key.mode,
    label: key.label,
    state: isArchived && mayKeySign(state) ? "archived" : state,
    createdAt: key.createdAt,
    expiresAt: key.expiresAt,
    revokedAt: key.revokedAt,
    lastUsedAt: key.lastUsedAt,
    lastUsedAddress: key.lastUsedAddress,
  };
}

/** Whether a request signed with it is taken. */
export const isWorking = ({ state }: KeyView) => state === "active" || state === "overlap";
