import { useTranslations } from "next-intl";
import { PageHeader } from "@/components/ui/page-header";
import { ControlsSkeleton, RowsSkeleton } from "./skeletons";

export default function TransactionsLoading() {
  const t = useTranslations("consoleTransactions");
  const shell = useTranslations("console");
  return (
    <div aria-busy>
      <span role="status" className="sr-only">
        {shell("loading")}
      </span>
      <PageHeader title={t("title")} />
      <ControlsSkeleton />
      <RowsSkeleton />
    </div>
  );
}
