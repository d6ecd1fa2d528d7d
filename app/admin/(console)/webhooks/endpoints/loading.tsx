import { useTranslations } from "next-intl";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { DeliveriesSkeleton } from "../deliveries-skeleton";

export default function EndpointsLoading() {
  const t = useTranslations("consoleWebhooks");
  const shell = useTranslations("console");
  return (
    <div aria-busy>
      <span role="status" className="sr-only">
        {shell("loading")}
      </span>
      <PageHeader title={t("endpoints")} lead={t("endpointsLead")} />
      <Skeleton className="mb-4 h-7 w-20 rounded-full" />
      <DeliveriesSkeleton rows={4} />
    </div>
  );
}
