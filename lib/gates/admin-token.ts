import "server-only";
import { database } from "@/db/client";
import type { ActorOf, Context, TenantId } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import type { Gate } from "@/lib/http/endpoint";
import { ADDRESS_LIMIT, FAILED_AUTH_LIMIT, takeToken } from "@/lib/limits/take-token";
import { type Permission, requirePermission } from "@/lib/operators/require-permission";
import { getDefaultTenantId } from "@/lib/profiles/get-defaults";
import { verifyAdminJwt } from "./verify-admin-jwt";

export type AdminContext = Context<ActorOf<"operator">>;

/**
 * Prove that the caller administers this deployment and may do this (client-api.md §8). Without
 * ADMIN_JWT_* every token is refused like a wrong one, so that a stranger cannot tell it is off.
 */
export function adminToken(permission: Permission): Gate<AdminContext> {
  return async ({ request, address, requestId }) => {
    const db = database();
    const header = request.headers.get("authorization");
    if (header === null) {
      throw new BrokerError("unauthorized", "missing_header", { field: "Authorization" });
    }
    const token = /^Bearer +([^\s]+)$/i.exec(header)?.[1];
    const claims = token ? await verifyAdminJwt(token) : null;
    if (!claims) {
      await takeToken(db, `auth-failed:${address}`, FAILED_AUTH_LIMIT);
      throw new BrokerError("unauthorized", "invalid_credentials");
    }
    await takeToken(db, `address:${address}`, ADDRESS_LIMIT);
    const tenantId = (await getDefaultTenantId(db)) as TenantId;
    const { sub: operatorId, role } = claims;
    const actor = { type: "operator", tenantId, operatorId, role } as const;
    requirePermission(actor, permission);
    return { actor, db, requestId };
  };
}
