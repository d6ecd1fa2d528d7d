import { hkdfSync } from "node:crypto";
import { env } from "@/lib/env";

const derived = new Map<string, Buffer>();

/**
 * A 32-byte key for one purpose, derived from APP_SECRET by HKDF-SHA256, so that a leak of one says
 * nothing of another. `previous` derives from APP_SECRET_PREVIOUS; null when that is unset.
 */
export function deriveKey(purpose: string): Buffer;
export function deriveKey(purpose: string, generation: "current" | "previous"): Buffer | null;
export function deriveKey(purpose: string, generation = "current"): Buffer | null {
  const root = generation === "current" ? env().APP_SECRET : env().APP_SECRET_PREVIOUS;
  if (!root) return null;
  const name = `${generation}:${purpose}`;
  let key = derived.get(name);
  if (!key) {
    key = Buffer.from(hkdfSync("sha256", root, "flatpay", purpose, 32));
    derived.set(name, key);
  }
  return key;
}
