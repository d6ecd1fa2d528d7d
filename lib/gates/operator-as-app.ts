import "server-only";
import { getApp } from "@/lib/apps/get-app";
import { recordAudit } from "@/lib/audit/record-audit";
import type { ActorOf, AppId, Context } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { findActiveKey } from "@/lib/keys/find-active-key";
import { KEY_LIMIT, takeToken } from "@/lib/limits/take-token";
import { requirePermission } from "@/lib/operators/require-permission";
import type { AppContext } from "./api-key";

/**
 * Let an operator do what one of their apps could do with its test key, and write down who it was. Test
 * mode only: nobody gets at live money this way. What is done counts against the key's own limit, but not
 * as a use of the key: its site did nothing.
 * @throws BrokerError `app_not_found` also for an archived app, `app_suspended`, `key_not_found` when the
 * app has no test key that may sign, `rate_limited`
 */
export async function operatorAsApp(
  ctx: Context<ActorOf<"operator">>,
  appId: string,
): Promise<AppContext> {
  requirePermission(ctx.actor, "recheck");
  const app = await getApp(ctx, appId);
  if (app.archivedAt) throw new BrokerError("not_found", "app_not_found");
  if (app.suspendedAt) throw new BrokerError("forbidden", "app_suspended");
  const key = await findActiveKey(ctx, { appId: app.id, mode: "test" });
  if (!key) throw new BrokerError("not_found", "key_not_found");
  await takeToken(ctx.db, `key:${key.id}`, KEY_LIMIT);
  const { tenantId } = ctx.actor;
  const data = { key: key.publicId };
  await recordAudit(ctx, { tenantId, action: "app.test_payment", entityId: app.id, data });
  return {
    actor: { type: "app", tenantId, appId: app.id as AppId, keyId: key.id, mode: "test" },
    app,
    db: ctx.db,
    requestId: ctx.requestId,
  };
}
