import { getTranslations } from "next-intl/server";
import type { PayWords } from "./pay-head-preview";

/** What the preview takes from the shopper's page. */
export async function payWords(): Promise<PayWords> {
  const t = await getTranslations("pay");
  return { order: t("order"), testMode: t("testMode"), support: t("support") };
}
