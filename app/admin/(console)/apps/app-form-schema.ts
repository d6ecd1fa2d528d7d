import { z } from "zod";
import { type CreateAppInput, createAppBody } from "@/lib/apps/schema";

/**
 * The form of an app. Its texts are the API's, by the API's own rules; only two things a form says in
 * its own way: an empty field is one that is empty, and the merchant is chosen before it is typed.
 */
const fields = createAppBody.extend({
  merchant: z.enum(["shared", "own", "keep"]),
});

type Fields = z.output<typeof fields>;

function requireMerchant({ value, issues }: { value: Fields; issues: z.core.$ZodRawIssue[] }) {
  if (value.merchant !== "own" || value.zarinpal_merchant_id) return;
  const path = ["zarinpal_merchant_id"];
  issues.push({ code: "custom", path, message: "required", input: value });
}

/** Everything the form may change; what is absent was emptied. */
function bodyOf({ merchant, zarinpal_merchant_id: merchantId, ...body }: Fields) {
  const own = merchant === "own" ? (merchantId ?? null) : null;
  return {
    ...body,
    description_prefix: body.description_prefix ?? null,
    branding: body.branding ?? {},
    // Write-only: "keep" leaves what nobody is shown.
    ...(merchant === "keep" ? {} : { zarinpal_merchant_id: own }),
  } satisfies CreateAppInput;
}

export const createAppForm = fields.check(requireMerchant).transform(bodyOf);

export const updateAppForm = fields
  .extend({ id: z.string() })
  .check(requireMerchant)
  .transform(({ id, ...values }) => ({ id, changes: bodyOf(values) }));
