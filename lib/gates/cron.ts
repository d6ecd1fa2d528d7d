import "server-only";
import { database } from "@/db/client";
import type { ActorOf, Context } from "@/lib/context";
import { deriveKey } from "@/lib/crypto/derive-key";
import { env } from "@/lib/env";
import type { Gate } from "@/lib/http/endpoint";
import { requireBearer } from "./bearer-secret";

export type CronContext = Context<ActorOf<"system">>;

/**
 * Prove that a scheduler calls: `Authorization: Bearer {CRON_SECRET}`, in every environment
 * (client-api.md §9).
 * @throws BrokerError as `requireBearer`
 */
export function cronJob(job: string): Gate<CronContext> {
  return async (raw) => {
    await requireBearer(raw, [cronSecret()]);
    return { actor: { type: "system", job }, db: database(), requestId: raw.requestId };
  };
}

/** CRON_SECRET, or a key derived from APP_SECRET. For the gate and for the server's own scheduler. */
export function cronSecret(): string {
  return env().CRON_SECRET ?? deriveKey("cron").toString("hex");
}
