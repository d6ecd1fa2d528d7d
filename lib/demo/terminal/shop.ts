import "server-only";
import { and, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { clientApps } from "@/db/schema/apps";
import { createApp } from "@/lib/apps/create-app";
import { updateApp } from "@/lib/apps/update-app";
import type { ActorOf, Context } from "@/lib/context";
import { issueKey } from "@/lib/keys/issue-key";
import { revokeKey } from "@/lib/keys/revoke-key";
import { operatorContext } from "../operator-context";
import { closeEndpoints, replaceEndpoint } from "../replace-endpoint";

const SLUG = "terminal-demo";

export type TerminalShop = {
  key: string;
  secret: string;
  webhookSecret: string;
  /** Revokes the key; the next signature with it is refused. */
  revoke(): Promise<void>;
  /** Leaves nothing that works behind: key revoked, endpoint gone. */
  close(): Promise<void>;
};

/**
 * What an operator would set up in the console for a site at `origin`: an app (kept between runs), a
 * fresh test key, a test webhook endpoint. @throws Error when webhooks may not go to this machine.
 */
export async function openTerminalShop(db: Database, origin: string): Promise<TerminalShop> {
  const ctx = await operatorContext(db, "terminal-demo");
  const appId = await ensureApp(ctx, origin);
  const webhookSecret = await replaceEndpoint(ctx, { appId, url: `${origin}/webhook` });
  if (webhookSecret === null) {
    throw new Error("webhooks go to this machine only where PUBLIC_URL is on it too");
  }
  const { key, secret } = await issueKey(ctx, { appId, mode: "test", label: "npm run demo" });
  const revoke = async () => {
    await revokeKey(ctx, { appId, keyId: key.id });
  };
  const close = async () => {
    await revoke();
    await closeEndpoints(ctx, appId);
  };
  return { key: key.publicId, secret, webhookSecret, revoke, close };
}

async function ensureApp(ctx: Context<ActorOf<"operator">>, origin: string): Promise<string> {
  const origins = { return_origins: [origin] };
  const [known] = await ctx.db
    .select({ id: clientApps.id })
    .from(clientApps)
    .where(and(eq(clientApps.tenantId, ctx.actor.tenantId), eq(clientApps.slug, SLUG)));
  if (!known) {
    return (await createApp(ctx, { name: "فروشگاه ترمینال", slug: SLUG, ...origins })).app.id;
  }
  await updateApp(ctx, { id: known.id, changes: origins });
  return known.id;
}
