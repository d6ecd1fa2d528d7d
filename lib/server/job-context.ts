import { database } from "@/db/client";
import type { ActorOf, Context } from "@/lib/context";
import { mintId } from "@/lib/ids/mint-id";

/** In whose name the server does something by itself. */
export function jobContext(job: string): Context<ActorOf<"system">> {
  return { actor: { type: "system", job }, db: database(), requestId: mintId("request") };
}
