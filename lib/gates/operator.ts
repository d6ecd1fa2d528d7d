import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { decode } from "next-auth/jwt";
import { cache } from "react";
import { database } from "@/db/client";
import type { ActorOf, Context, TenantId } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import type { Gate } from "@/lib/http/endpoint";
import { PATH_HEADER } from "@/lib/i18n/locales";
import { mintId } from "@/lib/ids/mint-id";
import { findSession } from "@/lib/operators/find-session";
import { type Permission, requirePermission } from "@/lib/operators/require-permission";
import type { Preferences } from "@/lib/operators/schema";
import { sessionCookieName, sessionTokenSecret } from "./next-auth";

/** A person at the console, proven by a session that still counts. */
export type OperatorContext = Context<ActorOf<"operator">> & {
  sessionId: string;
  operator: { id: string; email: string; name: string | null; preferences: Preferences };
  /** The password in use is a printed one: nothing else opens before it is replaced. */
  mustChangePassword: boolean;
};

/**
 * Who sits in front of this request, or null. The cookie only names a session row; the row decides, so
 * that signing out, a new role or a disabled account count from the next request on. Asked once a request.
 */
export const currentOperator = cache(async (): Promise<OperatorContext | null> => {
  const token = (await cookies()).get(sessionCookieName())?.value;
  const sessionId = token && (await readSessionId(token));
  if (!sessionId) return null;
  const db = database();
  const found = await findSession(db, sessionId);
  if (!found) return null;
  const { id, tenantId, role, email, name, preferences, passwordIssuedAt } = found.operator;
  return {
    actor: { type: "operator", tenantId: tenantId as TenantId, operatorId: id, role },
    db,
    requestId: mintId("request"),
    sessionId,
    operator: { id, email, name, preferences },
    mustChangePassword: passwordIssuedAt !== null,
  };
});

/** The gate of every page of the console. Leads to the sign-in and back again. */
export async function requireOperator(): Promise<OperatorContext> {
  const ctx = await currentOperator();
  if (!ctx) {
    const path = (await headers()).get(PATH_HEADER);
    redirect(path ? `/admin/sign-in?next=${encodeURIComponent(path)}` : "/admin/sign-in");
  }
  if (ctx.mustChangePassword) redirect("/admin/password");
  return ctx;
}

/** The same for route handlers below /admin, for `endpoint`. */
export function operatorSession(permission: Permission): Gate<OperatorContext> {
  return async ({ requestId }) => {
    const ctx = await currentOperator();
    if (!ctx || ctx.mustChangePassword)
      throw new BrokerError("unauthorized", "invalid_credentials");
    requirePermission(ctx.actor, permission);
    return { ...ctx, requestId };
  };
}

async function readSessionId(token: string): Promise<string | null> {
  try {
    const claims = await decode({ token, secret: sessionTokenSecret() });
    return typeof claims?.sid === "string" ? claims.sid : null;
  } catch {
    // Made with another secret, run out or damaged: nobody.
    return null;
  }
}
