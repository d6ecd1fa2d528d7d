import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { webhookEndpoints } from "@/db/schema/webhooks";
import type { ActorOf, Context } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { createEndpoint } from "@/lib/webhooks/create-endpoint";

/**
 * Have a demo app hear test payments at `url` and nowhere else.
 * @returns the endpoint's secret; null where the broker may not call that address, which is so for
 * the demo shop of a deployment with a public name.
 */
export async function replaceEndpoint(
  ctx: Context<ActorOf<"operator">>,
  { appId, url }: { appId: string; url: string },
): Promise<string | null> {
  const { tenantId } = ctx.actor;
  await closeEndpoints(ctx, appId);
  try {
    const description = "demo";
    // Not as an operator, whose address would be tried first: at start the shop does not listen yet.
    const job = ctx.actor.operatorId;
    const self: Context<ActorOf<"system">> = { ...ctx, actor: { type: "system", job } };
    const made = await createEndpoint(self, { tenantId, appId, url, mode: "test", description });
    return made.secret;
  } catch (error) {
    if (error instanceof BrokerError && error.reason === "url_not_allowed") return null;
    throw error;
  }
}

/** A demo app's endpoints hear no more. */
export async function closeEndpoints(
  ctx: Context<ActorOf<"operator">>,
  appId: string,
): Promise<void> {
  await ctx.db
    .update(webhookEndpoints)
    .set({ deletedAt: sql`now()` })
    .where(and(eq(webhookEndpoints.appId, appId), isNull(webhookEndpoints.deletedAt)));
}
