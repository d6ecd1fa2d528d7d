import { z } from "zod";
import { plainLine as line } from "@/lib/http/plain-line";
import { normalizeOrigin } from "./normalize-origin";

const httpsUrl = z
  .string()
  .max(2048)
  .refine((text) => {
    if (/[\s\\]/.test(text) || !/^https:\/\//i.test(text) || !URL.canParse(text)) return false;
    const { username, password } = new URL(text);
    return !username && !password;
  }, "invalid_url");

const returnOrigin = z
  .string()
  .max(255)
  .transform((text, ctx) => {
    const origin = normalizeOrigin(text);
    if (origin === null) ctx.addIssue("invalid_url");
    return origin ?? text;
  });

const merchantId = z
  .string()
  .regex(/^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$/)
  .toLowerCase();

const members = {
  name: line(100),
  slug: z.string().regex(/^[a-z0-9-]{3,40}$/),
  return_origins: z.array(returnOrigin).min(1).max(50),
  late_payment: z.enum(["return", "accept"]),
  /** Null: the shared merchant. */
  zarinpal_merchant_id: merchantId.nullable(),
  description_prefix: line(50).nullable(),
  branding: z.strictObject({
    display_name: line(80).exactOptional(),
    logo_url: httpsUrl.exactOptional(),
    support_url: httpsUrl.exactOptional(),
  }),
};

const all = z.strictObject(members);

/** Body of POST /v1/admin/apps (client-api.md §8). */
export const createAppBody = all.partial({
  late_payment: true,
  zarinpal_merchant_id: true,
  description_prefix: true,
  branding: true,
});
export type CreateAppInput = z.output<typeof createAppBody>;

/** Body of PATCH /v1/admin/apps/{id}: what is absent stays, what is present replaces. */
export const updateAppBody = all.partial().extend({ suspended: z.boolean().optional() });
export type UpdateAppInput = z.output<typeof updateAppBody>;
