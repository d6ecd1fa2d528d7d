import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { database } from "@/db/client";
import type { ActorOf, Context } from "@/lib/context";
import { deriveKey } from "@/lib/crypto/derive-key";
import { env } from "@/lib/env";
import { BrokerError } from "@/lib/errors";
import type { Gate } from "@/lib/http/endpoint";
import { FAILED_AUTH_LIMIT, takeToken } from "@/lib/limits/take-token";

export type CronContext = Context<ActorOf<"system">>;

/**
 * Prove that a scheduler calls: `Authorization: Bearer {CRON_SECRET}`, in every environment
 * (client-api.md §9).
 * @throws BrokerError `unauthorized` `invalid_credentials`, whether it is missing or wrong;
 * `rate_limited` after too many of these from one address.
 */
export function cronJob(job: string): Gate<CronContext> {
  return async ({ request, requestId, address }) => {
    const db = database();
    const given = request.headers.get("authorization") ?? "";
    if (!equalDigests(given, `Bearer ${cronSecret()}`)) {
      await takeToken(db, `auth-failed:${address}`, FAILED_AUTH_LIMIT);
      throw new BrokerError("unauthorized", "invalid_credentials");
    }
    return { actor: { type: "system", job }, db, requestId };
  };
}

/** CRON_SECRET, or a key derived from APP_SECRET. For the gate and for the server's own scheduler. */
export function cronSecret(): string {
  return env().CRON_SECRET ?? deriveKey("cron").toString("hex");
}

/** Constant time whatever the lengths: digests are compared. */
function equalDigests(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
