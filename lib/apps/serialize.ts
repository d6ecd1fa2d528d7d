import { z } from "zod";
import type { clientApps } from "@/db/schema/apps";
import type { Role } from "@/lib/context";

const time = z.iso.datetime({ precision: 3 });

/** The app object: the only shape in which one leaves the building. */
export const appBody = z.object({
  id: z.string(),
  object: z.literal("app"),
  name: z.string(),
  slug: z.string(),
  return_origins: z.array(z.string()),
  late_payment: z.enum(["return", "accept"]),
  zarinpal_merchant_id: z.string().nullable(),
  description_prefix: z.string().nullable(),
  branding: z.object({
    display_name: z.string().optional(),
    logo_url: z.string().optional(),
    support_url: z.string().optional(),
  }),
  suspended: z.boolean(),
  created_at: time,
  suspended_at: time.nullable(),
  archived_at: time.nullable(),
});
export type AppBody = z.output<typeof appBody>;

/** An app with the merchant of its own, if it has one. */
export type AppView = { app: typeof clientApps.$inferSelect; merchantId: string | null };

/** An app as an operator of this role sees it: who may not change the merchant sees its last four characters. */
export function serializeApp({ app, merchantId }: AppView, role: Role): AppBody {
  const full = role === "owner" || role === "admin";
  return {
    id: app.id,
    object: "app",
    name: app.name,
    slug: app.slug,
    return_origins: app.returnOrigins,
    late_payment: app.latePayment,
    zarinpal_merchant_id: merchantId && !full ? maskMerchantId(merchantId) : merchantId,
    description_prefix: app.descriptionPrefix,
    branding: app.branding,
    suspended: app.suspendedAt !== null,
    created_at: app.createdAt.toISOString(),
    suspended_at: app.suspendedAt?.toISOString() ?? null,
    archived_at: app.archivedAt?.toISOString() ?? null,
  };
}

/** Enough to recognise a merchant by, too little to use. */
export const maskMerchantId = (merchantId: string) => `****${merchantId.slice(-4)}`;
