"use client";

import { useTranslations } from "next-intl";
import { useWriting } from "@/components/format/use-writing";
import { formatCount } from "@/lib/i18n/format-number";
import type { TabCount } from "@/lib/transactions/console/tabs";

/** How many there are; counting ends somewhere, and then it says so. */
export function CountText({ count, more }: TabCount) {
  const t = useTranslations("consoleTransactions");
  const n = formatCount(count, useWriting());
  return more ? t("moreThan", { n }) : n;
}
