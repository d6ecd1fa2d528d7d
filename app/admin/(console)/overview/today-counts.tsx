import { useTranslations } from "next-intl";
import { useWriting } from "@/components/format/use-writing";
import { formatCount, formatPercent } from "@/lib/i18n/format-number";
import { successRate, type Totals } from "@/lib/usage/totals";

/** How many were paid of how many, in a phrase. */
export function TodayCounts({ total }: { total: Totals }) {
  const t = useTranslations("consoleOverview");
  const writing = useWriting();
  const rate = successRate(total);
  return (
    <>
      <span>{t("paidCount", { n: formatCount(total.paid, writing) })}</span>
      {rate !== null && <span>{t("successful", { n: formatPercent(rate, writing) })}</span>}
    </>
  );
}
