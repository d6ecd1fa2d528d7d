import "server-only";
import { eq } from "drizzle-orm";
import { adminTokens } from "@/db/schema/operators";
import type { ActorOf, Context } from "@/lib/context";
import type { Refund } from "./find-refund";

/** Whether this operator asked for it, in person or by an admin token that they made. */
export async function isOwnRequest(
  { db, actor }: Context<ActorOf<"operator">>,
  { requestedById }: Pick<Refund, "requestedById">,
): Promise<boolean> {
  if (requestedById === actor.operatorId) return true;
  const [token] = await db
    .select({ createdBy: adminTokens.createdBy })
    .from(adminTokens)
    .where(eq(adminTokens.id, requestedById));
  return token?.createdBy === actor.operatorId;
}
