import "server-only";
import { database } from "@/db/client";
import type { ActorOf, Context } from "@/lib/context";
import type { Gate } from "@/lib/http/endpoint";
import { ADDRESS_LIMIT, takeToken } from "@/lib/limits/take-token";

export type ShopperContext = Context<ActorOf<"shopper">>;

/** Anybody, at the pace of one address. Proves nothing, so it opens nothing but the shopper's doors. */
export const anyShopper: Gate<ShopperContext> = async ({ address, requestId }) => {
  const db = database();
  await takeToken(db, `shopper:${address}`, ADDRESS_LIMIT);
  return { actor: { type: "shopper" }, db, requestId };
};
