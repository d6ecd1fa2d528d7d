"use client";

import { useTranslations } from "next-intl";
import DigitsField from "@/components/data-table/digits-field";
import { mobile } from "@/lib/transactions/console/parse-filters";

/** A payer's mobile, in any way people write it. */
export default function MobileField({ initial }: { initial: string }) {
  const t = useTranslations("consoleTransactions");
  return (
    <DigitsField
      name="mobile"
      label={t("filter.mobile")}
      initial={initial}
      read={mobile}
      fault={t("noSuchMobile")}
    />
  );
}
