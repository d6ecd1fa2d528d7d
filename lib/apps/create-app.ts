import "server-only";
import { clientApps } from "@/db/schema/apps";
import { recordAudit } from "@/lib/audit/record-audit";
import { type ActorOf, type Context, inTransaction } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { mintId } from "@/lib/ids/mint-id";
import { requirePermission } from "@/lib/operators/require-permission";
import { getDefaultProfileId } from "@/lib/profiles/get-defaults";
import { auditedChanges } from "./audited-changes";
import { linkMerchant } from "./link-merchant";
import type { CreateAppInput } from "./schema";
import type { AppView } from "./serialize";

/**
 * Register a site of the merchant, in the tenant's default profile.
 * @throws BrokerError `slug_taken` when an app of the tenant, archived or not, has the slug.
 */
export async function createApp(
  ctx: Context<ActorOf<"operator">>,
  input: CreateAppInput,
): Promise<AppView> {
  requirePermission(ctx.actor, "write");
  const { tenantId } = ctx.actor;
  const merchantId = input.zarinpal_merchant_id ?? null;
  return inTransaction(ctx, async (tx) => {
    const [app] = await tx.db
      .insert(clientApps)
      .values({
        id: mintId("app"),
        tenantId,
        profileId: await getDefaultProfileId(tx.db, tenantId),
        slug: input.slug,
        name: input.name,
        returnOrigins: [...new Set(input.return_origins)],
        latePayment: input.late_payment ?? "return",
        descriptionPrefix: input.description_prefix ?? null,
        branding: input.branding ?? {},
      })
      .onConflictDoNothing({ target: [clientApps.tenantId, clientApps.slug] })
      .returning();
    if (!app) throw new BrokerError("conflict", "slug_taken", { field: "slug" });
    await linkMerchant(tx.db, app, merchantId);
    const data = auditedChanges(input);
    await recordAudit(tx, { tenantId, action: "app.create", entityId: app.id, data });
    return { app, merchantId };
  });
}
