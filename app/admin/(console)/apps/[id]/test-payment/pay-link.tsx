import { ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import { Time } from "@/components/format/time";
import { buttonClass } from "@/components/ui/button";
import type { Transaction } from "@/lib/transactions/find-transaction";

/** The shopper's page once more, while there is something to pay. */
export function PayLink({ transaction }: { transaction: Transaction }) {
  const t = useTranslations("consoleTestPayment");
  if (transaction.status !== "open" || transaction.expiresAt <= new Date()) return null;
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-card bg-info-soft px-4 py-3 text-info text-table">
      <p className="min-w-0 grow basis-64">
        {t.rich("payHint", { until: () => <Time at={transaction.expiresAt} style="minute" /> })}
      </p>
      <a href={`/pay/${transaction.id}`} target="_blank" rel="noopener" className={buttonClass()}>
        {t("openPayPage")}
        <ExternalLink aria-hidden />
        <span className="sr-only">{t("newTab")}</span>
      </a>
    </div>
  );
}
