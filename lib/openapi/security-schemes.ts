import type { Security } from "@/lib/http/operation";

const header = (name: string, description: string) => ({
  type: "apiKey",
  in: "header",
  name,
  description,
});

/** How callers prove themselves (client-api.md §2, §8). FP1 is four headers, all of them required. */
export const SECURITY_SCHEMES = {
  fp1Key: header("X-Api-Key", "The public id of a key: fpk_test_… or fpk_live_…"),
  fp1Timestamp: header("X-Timestamp", "Unix seconds, ten digits, within 300 seconds of now."),
  fp1Nonce: header("X-Nonce", "22 to 64 of A-Z a-z 0-9 _ -, fresh for every HTTP request."),
  fp1Signature: header(
    "X-Signature",
    "v1=<hex HMAC-SHA256 by the key's secret> of seven lines joined by LF: FP1-HMAC-SHA256, method, path, X-Timestamp, X-Nonce, X-Api-Key, hex SHA-256 of the body.",
  ),
  adminBearer: {
    type: "http",
    scheme: "bearer",
    description:
      "An admin token made in the console (fpa_…), or an external admin JWT with sub, exp and role: owner, admin, support or viewer.",
  },
};

/** The requirement of an operation; schemes in one object are all needed. */
export const SECURITY_REQUIREMENTS: Record<Security, Record<string, string[]>[]> = {
  fp1: [{ fp1Key: [], fp1Timestamp: [], fp1Nonce: [], fp1Signature: [] }],
  admin: [{ adminBearer: [] }],
  none: [],
};
