import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { demoShops } from "@/db/schema/demo";
import { createApp } from "@/lib/apps/create-app";
import { updateApp } from "@/lib/apps/update-app";
import { type ActorOf, type Context, inTransaction } from "@/lib/context";
import { seal, unseal } from "@/lib/crypto/seal";
import { env } from "@/lib/env";
import { findSigningKey } from "@/lib/keys/find-signing-key";
import { issueKey } from "@/lib/keys/issue-key";
import { getDefaultTenantId } from "@/lib/profiles/get-defaults";
import { operatorContext } from "./operator-context";
import { replaceEndpoint } from "./replace-endpoint";

/** What a site keeps in its own configuration: where the broker is, its key pair, its webhook secret. */
export type DemoShop = {
  baseUrl: string;
  key: string;
  secret: string;
  /** Null where no webhook may be sent to this deployment. */
  webhookSecret: string | null;
};

type Row = typeof demoShops.$inferSelect;

/** Any constant: two first visitors must not sign up twice. */
const LOCK = 7_261_002;

/**
 * The demo shop's registration with this deployment, made at first use and repaired when PUBLIC_URL
 * moved or its key was revoked.
 * @throws BrokerError `app_not_found` when an operator archived the demo's app
 */
export async function ensureDemoShop(db: Database): Promise<DemoShop> {
  const row = await findShop(db, await getDefaultTenantId(db));
  if (row && (await isCurrent(db, row))) return open(row);
  return inTransaction(await operatorContext(db, "demo-shop"), async (tx) => {
    await tx.db.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
    const held = await findShop(tx.db, tx.actor.tenantId);
    if (held && (await isCurrent(tx.db, held))) return open(held);
    return open(await register(tx, held));
  });
}

async function findShop(db: Database, tenantId: string): Promise<Row | null> {
  const [row] = await db.select().from(demoShops).where(eq(demoShops.tenantId, tenantId));
  return row ?? null;
}

async function isCurrent(db: Database, row: Row): Promise<boolean> {
  return row.publicUrl === env().PUBLIC_URL && (await findSigningKey(db, row.publicKey)) !== null;
}

async function register(ctx: Context<ActorOf<"operator">>, held: Row | null): Promise<Row> {
  const { tenantId } = ctx.actor;
  const { PUBLIC_URL: publicUrl } = env();
  const appId = await ensureApp(ctx, held, new URL(publicUrl).origin);
  const key = await issueKey(ctx, { appId, mode: "test", label: "demo shop" });
  const webhookSecret = await replaceEndpoint(ctx, { appId, url: `${publicUrl}/demo/webhook` });
  const values = {
    tenantId,
    appId,
    keyId: key.key.id,
    publicKey: key.key.publicId,
    secretEnc: seal(keyPlace(tenantId), key.secret),
    publicUrl,
    webhookSecretEnc: webhookSecret && seal(webhookPlace(tenantId), webhookSecret),
  };
  const [row] = await ctx.db
    .insert(demoShops)
    .values(values)
    .onConflictDoUpdate({ target: demoShops.tenantId, set: values })
    .returning();
  if (!row) throw new Error("upsert returned no row");
  return row;
}

async function ensureApp(
  ctx: Context<ActorOf<"operator">>,
  held: Row | null,
  origin: string,
): Promise<string> {
  const returnOrigins = { return_origins: [origin] };
  if (held) {
    await updateApp(ctx, { id: held.appId, changes: returnOrigins });
    return held.appId;
  }
  const named = { name: "فروشگاه نمونه", slug: "demo-shop" };
  return (await createApp(ctx, { ...named, ...returnOrigins })).app.id;
}

function open(row: Row): DemoShop {
  const { tenantId, publicUrl, publicKey, secretEnc, webhookSecretEnc } = row;
  return {
    baseUrl: publicUrl,
    key: publicKey,
    secret: unseal(keyPlace(tenantId), secretEnc),
    webhookSecret: webhookSecretEnc && unseal(webhookPlace(tenantId), webhookSecretEnc),
  };
}

const keyPlace = (tenantId: string) => `demo_shops.secret_enc:${tenantId}`;
const webhookPlace = (tenantId: string) => `demo_shops.webhook_secret_enc:${tenantId}`;
