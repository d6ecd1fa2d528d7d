import "server-only";
import { database } from "@/db/client";
import type { ActorOf, Context } from "@/lib/context";
import type { Gate } from "@/lib/http/endpoint";

/** For documents that are no secret: nobody is asked who they are, and nothing in the context is theirs. */
export const anyone: Gate<Context<ActorOf<"shopper">>> = async ({ requestId }) => ({
  actor: { type: "shopper" },
  db: database(),
  requestId,
});
