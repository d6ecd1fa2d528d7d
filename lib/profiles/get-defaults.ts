import "server-only";
import { and, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { merchantProfiles, tenants } from "@/db/schema/tenants";

export const DEFAULT_TENANT_SLUG = "default";

/** The deployment's tenant. @throws Error when the server did not make it at its start. */
export async function getDefaultTenantId(db: Database): Promise<string> {
  const [tenant] = await db
    .select({ id: tenants.id })
    .from(tenants)
    .where(eq(tenants.slug, DEFAULT_TENANT_SLUG));
  if (!tenant) throw new Error("there is no default tenant");
  return tenant.id;
}

/** The profile a tenant's new apps belong to. @throws Error when the tenant has none. */
export async function getDefaultProfileId(db: Database, tenantId: string): Promise<string> {
  const [profile] = await db
    .select({ id: merchantProfiles.id })
    .from(merchantProfiles)
    .where(and(eq(merchantProfiles.tenantId, tenantId), merchantProfiles.isDefault));
  if (!profile) throw new Error(`tenant ${tenantId} has no default profile`);
  return profile.id;
}
