import { useTranslations } from "next-intl";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { DeliveriesSkeleton } from "./deliveries-skeleton";

export default function DeliveriesLoading() {
  const t = useTranslations("consoleWebhooks");
  const shell = useTranslations("console");
  return (
    <div aria-busy>
      <span role="status" className="sr-only">
        {shell("loading")}
      </span>
      <PageHeader title={t("deliveries")} lead={t("deliveriesLead")} />
      <div aria-hidden>
        <Skeleton className="mb-3 h-8 sm:max-w-md" />
        <div className="mb-4 flex flex-wrap gap-2">
          {["w-20", "w-20", "w-20", "w-22", "w-22"].map((width, chip) => (
            <Skeleton key={chip} className={`h-7 rounded-full ${width}`} />
          ))}
        </div>
      </div>
      <DeliveriesSkeleton />
    </div>
  );
}
