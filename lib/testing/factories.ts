import { randomBytes } from "node:crypto";
import type { Database } from "@/db/client";
import { apiKeys, clientApps } from "@/db/schema/apps";
import {
  merchantProfiles,
  providerAccounts,
  providerCredentials,
  tenants,
} from "@/db/schema/tenants";
import { attempts, transactions } from "@/db/schema/transactions";
import type { AppId, Mode, TenantId } from "@/lib/context";
import { seal } from "@/lib/crypto/seal";
import type { AppContext } from "@/lib/gates/api-key";
import { mintId, ulid } from "@/lib/ids/mint-id";
import { keySecretPlace } from "@/lib/keys/find-signing-key";

/** Rows made directly, so that a test of one verb does not rest on others. Each call makes its own tenant unless given one. */
export async function makeTenant(db: Database) {
  const tenantId = mintId("tenant");
  const profileId = mintId("profile");
  await db.insert(tenants).values({ id: tenantId, slug: tenantId.toLowerCase(), name: "tenant" });
  await db
    .insert(merchantProfiles)
    .values({ id: profileId, tenantId, name: "profile", isDefault: true });
  return { tenantId, profileId };
}

export async function makeAccount(
  db: Database,
  owner: { tenantId: string; profileId: string },
  mode: Mode = "test",
) {
  const id = mintId("account");
  const credentialId = mintId("credential");
  await db.insert(providerAccounts).values({
    id,
    ...owner,
    provider: "zarinpal",
    mode,
    identityHash: ulid(),
    label: "test account",
    sharedAt: new Date(),
  });
  const merchantId = "11111111-2222-4333-8444-555555555555";
  await db.insert(providerCredentials).values({
    id: credentialId,
    accountId: id,
    mode,
    secretEnc: seal(`provider_credentials.secret_enc:${credentialId}`, merchantId),
  });
  return { id, mode, merchantId };
}

export async function makeApp(
  db: Database,
  given: Partial<typeof clientApps.$inferInsert> = {},
  owner?: { tenantId: string; profileId: string },
) {
  const { tenantId, profileId } = owner ?? (await makeTenant(db));
  const id = mintId("app");
  const [app] = await db
    .insert(clientApps)
    .values({
      id,
      tenantId,
      profileId,
      slug: id.toLowerCase().replace("_", "-"),
      name: "فروشگاه آزمون",
      returnOrigins: ["https://shop.example", "http://localhost:4000"],
      ...given,
    })
    .returning();
  if (!app) throw new Error("no app");
  return app;
}

export async function makeKey(
  db: Database,
  app: { id: string; tenantId: string },
  given: Partial<typeof apiKeys.$inferInsert> = {},
) {
  const id = mintId("key");
  const mode = given.mode ?? "test";
  const secret = `fps_${mode}_${randomBytes(32).toString("base64url")}`;
  const [key] = await db
    .insert(apiKeys)
    .values({
      id,
      tenantId: app.tenantId,
      appId: app.id,
      mode,
      publicId: `fpk_${mode}_${ulid()}`,
      secretEnc: seal(keySecretPlace(id), secret),
      ...given,
    })
    .returning();
  if (!key) throw new Error("no key");
  return { ...key, secret };
}

/** A tenant, an account, an app and a test key: what most tests stand on. */
export async function makeShop(db: Database, mode: Mode = "test") {
  const owner = await makeTenant(db);
  const account = await makeAccount(db, owner, mode);
  const app = await makeApp(db, {}, owner);
  const key = await makeKey(db, app, { mode });
  return { ...owner, account, app, key };
}
export type Shop = Awaited<ReturnType<typeof makeShop>>;

/** The context a gate would mint for the shop's key. */
export function shopContext(db: Database, shop: Shop): AppContext {
  return {
    db,
    app: shop.app,
    requestId: mintId("request"),
    actor: {
      type: "app",
      appId: shop.app.id as AppId,
      tenantId: shop.tenantId as TenantId,
      keyId: shop.key.id,
      mode: shop.key.mode,
    },
  };
}

/** A transaction row, open at the provider unless told otherwise. */
export async function makeTransaction(
  db: Database,
  shop: Shop,
  given: Partial<typeof transactions.$inferInsert> = {},
) {
  const id = mintId("transaction");
  const [transaction] = await db
    .insert(transactions)
    .values({
      id,
      tenantId: shop.tenantId,
      profileId: shop.profileId,
      appId: shop.app.id,
      keyId: shop.key.id,
      mode: shop.key.mode,
      orderId: id,
      contentHash: "none",
      status: "open",
      amountRials: 150_000n,
      amountSent: 15_000n,
      currency: "IRT",
      description: "سفارش آزمون",
      method: "card",
      locale: "fa",
      returnUrl: "https://shop.example/return",
      metadata: {},
      eventSeq: 0,
      expiresAt: new Date(Date.now() + 1_800_000),
      ...given,
    })
    .returning();
  if (!transaction) throw new Error("no transaction");
  return transaction;
}

/** An attempt of a transaction with its authority known. */
export async function makeAttempt(
  db: Database,
  shop: Shop,
  transaction: { id: string },
  given: Partial<typeof attempts.$inferInsert> = {},
) {
  const [attempt] = await db
    .insert(attempts)
    .values({
      id: mintId("attempt"),
      transactionId: transaction.id,
      mode: shop.account.mode,
      accountId: shop.account.id,
      provider: "zarinpal",
      status: "open",
      authority: `S${ulid().padStart(35, "0")}`,
      openedAt: new Date(),
      nextCheckAt: new Date(),
      ...given,
    })
    .returning();
  if (!attempt) throw new Error("no attempt");
  return attempt;
}
