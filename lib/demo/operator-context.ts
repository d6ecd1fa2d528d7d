import "server-only";
import type { Database } from "@/db/client";
import type { ActorOf, Context, TenantId } from "@/lib/context";
import { mintId } from "@/lib/ids/mint-id";
import { getDefaultTenantId } from "@/lib/profiles/get-defaults";
import type { DEMO_OPERATORS } from "./state";

/**
 * Who registers the demo's apps and keys. No gate stands before this: it is the deployment acting on
 * itself, and `name` says so in every audit row. @throws Error when there is no default tenant yet.
 */
export async function operatorContext(
  db: Database,
  name: (typeof DEMO_OPERATORS)[number],
): Promise<Context<ActorOf<"operator">>> {
  const tenantId = (await getDefaultTenantId(db)) as TenantId;
  const actor = { type: "operator", tenantId, operatorId: name, role: "admin" } as const;
  return { actor, db, requestId: mintId("request") };
}
