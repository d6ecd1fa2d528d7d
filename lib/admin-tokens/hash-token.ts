import { createHash } from "node:crypto";

/** Begins every admin token, so that it is known for what it is wherever it turns up. */
export const TOKEN_PREFIX = "fpa_";

/**
 * How a token is kept and found. Plain SHA-256 is enough for 256 random bits, and a lookup by hash tells
 * a stranger nothing by its time: which bytes of a hash agree is not theirs to choose.
 */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
