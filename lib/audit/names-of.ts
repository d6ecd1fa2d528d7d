import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { clientApps } from "@/db/schema/apps";
import { adminTokens, operators } from "@/db/schema/operators";
import { webhookEndpoints } from "@/db/schema/webhooks";

/** What people call the tenant's operators, admin tokens, apps and webhook endpoints among these ids. */
export async function namesOf(
  db: Database,
  tenantId: string,
  ids: string[],
): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)].filter((id) => /^(usr|adt|app|whe)_/.test(id));
  if (wanted.length === 0) return new Map();
  const named = await unionAll(
    db
      .select({
        id: operators.id,
        name: sql<string>`coalesce(${operators.name}, ${operators.email})`,
      })
      .from(operators)
      .where(and(inArray(operators.id, wanted), eq(operators.tenantId, tenantId))),
    db
      .select({ id: adminTokens.id, name: adminTokens.name })
      .from(adminTokens)
      .where(and(inArray(adminTokens.id, wanted), eq(adminTokens.tenantId, tenantId))),
    db
      .select({ id: clientApps.id, name: clientApps.name })
      .from(clientApps)
      .where(and(inArray(clientApps.id, wanted), eq(clientApps.tenantId, tenantId))),
    db
      .select({ id: webhookEndpoints.id, name: webhookEndpoints.url })
      .from(webhookEndpoints)
      .where(and(inArray(webhookEndpoints.id, wanted), eq(webhookEndpoints.tenantId, tenantId))),
  );
  return new Map(named.map(({ id, name }) => [id, name]));
}
