import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { clientApps } from "@/db/schema/apps";
import { changesBetween } from "@/lib/audit/changes-between";
import { recordAudit } from "@/lib/audit/record-audit";
import { type ActorOf, type Context, inTransaction } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { isId } from "@/lib/ids/mint-id";
import { requirePermission } from "@/lib/operators/require-permission";
import { isSlugTaken } from "./is-slug-taken";
import { linkMerchant } from "./link-merchant";
import type { UpdateAppInput } from "./schema";
import { type AppView, serializeApp } from "./serialize";
import { withMerchant } from "./with-merchants";

/**
 * Change, suspend or resume an app; members that are absent stay as they are.
 * @throws BrokerError `app_not_found` also for an archived one, `slug_taken`
 */
export async function updateApp(
  ctx: Context<ActorOf<"operator">>,
  { id, changes }: { id: string; changes: UpdateAppInput },
): Promise<AppView> {
  requirePermission(ctx.actor, "write");
  const { tenantId } = ctx.actor;
  if (!isId("app", id)) throw new BrokerError("not_found", "app_not_found");
  try {
    return await inTransaction(ctx, async (tx) => {
      const inUse = and(
        eq(clientApps.id, id),
        eq(clientApps.tenantId, tenantId),
        isNull(clientApps.archivedAt),
      );
      const [known] = await tx.db.select().from(clientApps).where(inUse).for("no key update");
      if (!known) throw new BrokerError("not_found", "app_not_found");
      const before = await withMerchant(tx.db, known);
      const [app] = await tx.db.update(clientApps).set(columnsOf(changes)).where(inUse).returning();
      if (!app) throw new Error(`app ${id} vanished under its lock`);
      const { zarinpal_merchant_id: merchantId } = changes;
      if (merchantId !== undefined) await linkMerchant(tx.db, app, merchantId);
      const after = await withMerchant(tx.db, app);
      const data = changesBetween(audited(before, changes), audited(after, changes));
      await recordAudit(tx, { tenantId, action: "app.update", entityId: id, data });
      return after;
    });
  } catch (cause) {
    if (!isSlugTaken(cause)) throw cause;
    throw new BrokerError("conflict", "slug_taken", { field: "slug", cause });
  }
}

/** The members that were to change, as those see them who may not see a merchant. */
function audited(view: AppView, changes: UpdateAppInput): Record<string, unknown> {
  const shown = Object.entries(serializeApp(view, "viewer"));
  return Object.fromEntries(shown.filter(([member]) => member in changes));
}

/** Drizzle leaves out what is undefined. The name is always written, so that no change is valid SQL too. */
function columnsOf(changes: UpdateAppInput) {
  const { suspended, return_origins: origins } = changes;
  return {
    name: changes.name ?? sql`${clientApps.name}`,
    ...(changes.slug === undefined ? {} : { slug: changes.slug }),
    ...(origins === undefined ? {} : { returnOrigins: [...new Set(origins)] }),
    ...(changes.late_payment === undefined ? {} : { latePayment: changes.late_payment }),
    ...(changes.description_prefix === undefined
      ? {}
      : { descriptionPrefix: changes.description_prefix }),
    ...(changes.branding === undefined ? {} : { branding: changes.branding }),
    // Suspending twice keeps the first time.
    ...(suspended === undefined
      ? {}
      : { suspendedAt: suspended ? sql`coalesce(${clientApps.suspendedAt}, now())` : null }),
  };
}
