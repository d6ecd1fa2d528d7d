import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { database } from "@/db/client";
import { BrokerError } from "@/lib/errors";
import type { RawRequest } from "@/lib/http/endpoint";
import { FAILED_AUTH_LIMIT, takeToken } from "@/lib/limits/take-token";

/**
 * Prove that a machine of ours calls: `Authorization: Bearer` and one of these secrets.
 * @throws BrokerError `unauthorized` `invalid_credentials`, whether it is missing or wrong;
 * `rate_limited` after too many of these from one address.
 */
export async function requireBearer(
  { request, address }: RawRequest,
  secrets: readonly string[],
): Promise<void> {
  const given = digest(request.headers.get("authorization") ?? "");
  // All are compared, in constant time whatever their lengths: digests are.
  const fits = secrets.map((secret) => timingSafeEqual(given, digest(`Bearer ${secret}`)));
  if (fits.includes(true)) return;
  await takeToken(database(), `auth-failed:${address}`, FAILED_AUTH_LIMIT);
  throw new BrokerError("unauthorized", "invalid_credentials");
}

const digest = (text: string) => createHash("sha256").update(text).digest();
