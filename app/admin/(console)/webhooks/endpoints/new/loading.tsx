import { useTranslations } from "next-intl";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";

export default function NewEndpointLoading() {
  const t = useTranslations("consoleWebhooks");
  const shell = useTranslations("console");
  return (
    <div aria-busy>
      <span role="status" className="sr-only">
        {shell("loading")}
      </span>
      <PageHeader title={t("newEndpoint")} />
      <div aria-hidden className="flex max-w-2xl flex-col gap-5">
        <Skeleton className="h-16 w-full rounded-card" />
        <Skeleton className="h-112 w-full rounded-card" />
      </div>
    </div>
  );
}
