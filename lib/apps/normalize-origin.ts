import { judgeOrigin } from "./judge-origin";

/** An origin in the one form a browser would send it, or null when an app may not have it (judge-origin.ts). */
export function normalizeOrigin(text: string): string | null {
  return judgeOrigin(text).origin;
}
