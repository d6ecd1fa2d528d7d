import type { UpdateAppInput } from "./schema";
import { maskMerchantId } from "./serialize";

/** What an app's audit row says was set: the members given, the merchant masked. */
export function auditedChanges(input: UpdateAppInput): Record<string, unknown> {
  const { zarinpal_merchant_id: merchantId } = input;
  return merchantId ? { ...input, zarinpal_merchant_id: maskMerchantId(merchantId) } : input;
}
