import "server-only";
import { sql } from "drizzle-orm";
import { maskMerchantId } from "@/lib/apps/serialize";
import type { ActorOf, Context } from "@/lib/context";
import { type Environment, env, isLocalDeployment } from "@/lib/env";
import { requirePermission } from "@/lib/operators/require-permission";
import { isSandboxOn } from "@/lib/sandbox/is-sandbox-on";
import { checkReadiness } from "@/lib/server/check-readiness";
import packageFile from "@/package.json";

/** The facts of this deployment that a variable sets. Secrets are only said to be there. */
export type Settings = ReturnType<typeof settingsOf>;
export type Deployment = { settings: Settings; runtime: Runtime };
type Runtime = {
  version: string;
  node: string;
  /** As in `18.1`. */
  postgres: string;
  /** `host:port/name`. */
  database: string;
  migrations: { applied: number; pending: boolean };
  startedAt: Date;
  /** How far the database's clock is ahead of ours, in milliseconds; the way there and back is in it. */
  clockAheadMs: number;
};

/** What this deployment is and runs on, for people to look at. Nothing of it is changed here. */
export async function describeDeployment(ctx: Context<ActorOf<"operator">>): Promise<Deployment> {
  requirePermission(ctx.actor, "read");
  const askedAtMs = Date.now();
  const [row] = await ctx.db.execute<{ version: string; now_ms: number; applied: number }>(sql`
    select current_setting('server_version') as version,
      extract(epoch from clock_timestamp())::float8 * 1000 as now_ms,
      (select count(*)::int from payment.migrations) as applied`);
  if (!row) throw new Error("the database answered no row");
  const answeredAtMs = Date.now();
  const { migrations } = await checkReadiness();
  const { hostname, port, pathname } = new URL(env().DATABASE_URL);
  return {
    settings: settingsOf(env()),
    runtime: {
      version: packageFile.version,
      node: process.version.slice(1),
      postgres: row.version.split(" ")[0] ?? row.version,
      database: `${hostname}:${port || "5432"}${pathname}`,
      migrations: { applied: row.applied, pending: migrations !== "applied" },
      startedAt: new Date(Date.now() - process.uptime() * 1000),
      clockAheadMs: Math.round(row.now_ms - (askedAtMs + answeredAtMs) / 2),
    },
  };
}

function settingsOf(given: Environment) {
  const { PUBLIC_URL, ZARINPAL_MERCHANT_ID: merchantId, SANDBOX_URL } = given;
  return {
    publicUrl: PUBLIC_URL,
    /** What the merchant's terminal at ZarinPal must allow: the domain, and in full the address. */
    callbackUrl: `${PUBLIC_URL}/callback/zarinpal`,
    callbackDomain: new URL(PUBLIC_URL).hostname,
    isLocal: isLocalDeployment(),
    trustedProxy: given.TRUSTED_PROXY,
    zarinpal: {
      merchant: merchantId ? maskMerchantId(merchantId) : null,
      url: given.ZARINPAL_URL,
      unit: given.ZARINPAL_UNIT,
      refunds: given.ZARINPAL_ACCESS_TOKEN !== undefined,
      refundMethod: given.ZARINPAL_REFUND_METHOD,
    },
    sandbox: {
      on: given.SANDBOX,
      url: SANDBOX_URL,
      builtIn: isSandboxOn(given),
    },
    adminJwt: {
      secret: given.ADMIN_JWT_SECRET !== undefined,
      jwksUrl: given.ADMIN_JWT_JWKS_URL ?? null,
      issuer: given.ADMIN_JWT_ISSUER ?? null,
      audience: given.ADMIN_JWT_AUDIENCE ?? null,
    },
    previousSecret: given.APP_SECRET_PREVIOUS !== undefined,
    cron: { internal: given.CRON_INTERNAL, ownSecret: given.CRON_SECRET !== undefined },
    webhookAllowCidrs: given.WEBHOOK_ALLOW_CIDRS,
    rateLimitScale: given.RATE_LIMIT_SCALE,
    logLevel: given.LOG_LEVEL,
  };
}
