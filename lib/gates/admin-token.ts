import "server-only";
import { type Database, database } from "@/db/client";
import { findAdminToken } from "@/lib/admin-tokens/find-admin-token";
import { TOKEN_PREFIX } from "@/lib/admin-tokens/hash-token";
import type { ActorOf, Context, TenantId } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import type { Gate } from "@/lib/http/endpoint";
import { ADDRESS_LIMIT, FAILED_AUTH_LIMIT, takeToken } from "@/lib/limits/take-token";
import { type Permission, requirePermission } from "@/lib/operators/require-permission";
import { getDefaultTenantId } from "@/lib/profiles/get-defaults";
import { verifyAdminJwt } from "./verify-admin-jwt";

export type AdminContext = Context<ActorOf<"operator">>;

/**
 * Prove that the caller administers this deployment and may do this (client-api.md §8): by a token made in
 * the console or by an external JWT. Whatever is wrong with either is one answer; without ADMIN_JWT_*
 * every JWT is refused like a wrong one, so that a stranger cannot tell it is off.
 */
export function adminToken(permission: Permission): Gate<AdminContext> {
  return async ({ request, address, requestId }) => {
    const db = database();
    const header = request.headers.get("authorization");
    if (header === null) {
      throw new BrokerError("unauthorized", "missing_header", { field: "Authorization" });
    }
    const token = /^Bearer +([^\s]+)$/i.exec(header)?.[1];
    const actor = token ? await findBearer(db, token) : null;
    if (!actor) {
      await takeToken(db, `auth-failed:${address}`, FAILED_AUTH_LIMIT);
      throw new BrokerError("unauthorized", "invalid_credentials");
    }
    await takeToken(db, `address:${address}`, ADDRESS_LIMIT);
    requirePermission(actor, permission);
    return { actor, db, requestId };
  };
}

/** Who carries this token. The audit knows a token of ours by its own id, a JWT by its subject. */
async function findBearer(db: Database, token: string): Promise<ActorOf<"operator"> | null> {
  if (token.startsWith(TOKEN_PREFIX)) {
    const found = await findAdminToken(db, token);
    if (!found) return null;
    const tenantId = found.tenantId as TenantId;
    return { type: "operator", tenantId, operatorId: found.id, role: found.role };
  }
  const claims = await verifyAdminJwt(token);
  if (!claims) return null;
  const tenantId = (await getDefaultTenantId(db)) as TenantId;
  return { type: "operator", tenantId, operatorId: claims.sub, role: claims.role };
}
