import "server-only";
import { sql } from "drizzle-orm";
import { decodeRow } from "@/db/rows";
import { clientApps } from "@/db/schema/apps";
import type { ActorOf, Context } from "@/lib/context";
import { findActiveKey } from "@/lib/keys/find-active-key";
import type { Key } from "@/lib/keys/serialize";
import { requirePermission } from "@/lib/operators/require-permission";
import type { App } from "./find-app";
import { isOwnApp } from "./own-apps";

/** How far a deployment has come on its way to the first payment, as its rows tell. */
export type FirstRun = {
  /** The tenant's oldest own app in use. */
  app: App | null;
  /** The app's test key that may sign. */
  key: Key | null;
  /** The app's newest payment in test mode; not looked for once one was paid. */
  lastTestId: string | null;
  /** The app's first paid payment, of either mode. With it the first run is over. */
  paidId: string | null;
};

/** Where the tenant stands between nothing and its first paid payment. */
export async function getFirstRun(ctx: Context<ActorOf<"operator">>): Promise<FirstRun> {
  requirePermission(ctx.actor, "read");
  const { tenantId } = ctx.actor;
  const [row] = await ctx.db.execute(sql`
    select a.* from payment.client_apps a
    where a.tenant_id = ${tenantId} and a.archived_at is null and ${isOwnApp}
    order by a.id limit 1`);
  if (!row) return { app: null, key: null, lastTestId: null, paidId: null };
  const app = decodeRow(clientApps, row);
  const key = await findActiveKey(ctx, { appId: app.id, mode: "test" });
  const paidId = await findId(ctx, sql`app_id = ${app.id} and status = 'paid' order by id`);
  const ofTest = sql`app_id = ${app.id} and mode = 'test' order by id desc`;
  return { app, key, paidId, lastTestId: paidId === null ? await findId(ctx, ofTest) : null };
}

async function findId(ctx: Context, where: ReturnType<typeof sql>): Promise<string | null> {
  const [row] = await ctx.db.execute<{ id: string }>(sql`
    select id from payment.transactions where ${where} limit 1`);
  return row?.id ?? null;
}
