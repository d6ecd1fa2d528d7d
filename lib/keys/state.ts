/** `overlap`: replaced by a newer one, works until its end. `expired` and `revoked` sign no more. */
export type KeyState = "active" | "overlap" | "expired" | "revoked";

/** What a key is worth at a moment. */
export function keyState(
  { expiresAt, revokedAt }: { expiresAt: Date | null; revokedAt: Date | null },
  nowMs: number,
): KeyState {
  if (revokedAt) return "revoked";
  if (!expiresAt) return "active";
  return expiresAt.getTime() > nowMs ? "overlap" : "expired";
}

/** Whether a key in this state may sign. */
export const mayKeySign = (state: KeyState) => state === "active" || state === "overlap";
