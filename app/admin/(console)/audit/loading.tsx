import { useTranslations } from "next-intl";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton, TableSkeleton } from "@/components/ui/skeleton";

export default function AuditLoading() {
  const t = useTranslations("consoleAudit");
  const shell = useTranslations("console");
  return (
    <div aria-busy>
      <span role="status" className="sr-only">
        {shell("loading")}
      </span>
      <PageHeader title={t("title")} lead={t("lead")} />
      <div className="mb-4 flex gap-2">
        {["w-20", "w-24", "w-20", "w-20"].map((width, chip) => (
          <Skeleton key={`${width}-${chip}`} className={`h-7 rounded-full ${width}`} />
        ))}
      </div>
      <TableSkeleton widths={["w-32", "w-28", "w-64", "w-40"]} />
    </div>
  );
}
