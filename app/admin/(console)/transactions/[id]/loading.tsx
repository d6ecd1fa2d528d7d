import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/skeleton";

const FACTS = ["w-32", "w-28", "w-36", "w-24", "w-28", "w-16", "w-20", "w-28", "w-40", "w-32"];

/** The page's shape while its story is read. */
export default function TransactionLoading() {
  const t = useTranslations("consoleTransaction");
  return (
    <div role="status">
      <span className="sr-only">{t("loading")}</span>
      <div className="mb-6 flex flex-wrap items-end justify-between gap-4 border-line border-b pb-5">
        <div>
          <Skeleton className="mb-2 h-4 w-40" />
          <Skeleton className="h-9 w-64" />
          <Skeleton className="mt-2 h-4 w-72" />
        </div>
        <Skeleton className="h-8 w-40" />
      </div>
      <div className="grid gap-x-9 gap-y-8 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="min-w-0">
          <Skeleton className="mb-6 h-5 w-28" />
          {[0, 1, 2, 3, 4].map((row) => (
            <div key={row} className="flex gap-3 pb-6">
              <Skeleton className="size-5 rounded-full" />
              <div className="grow">
                <Skeleton className="h-4 w-40 max-w-full" />
                <Skeleton className="mt-2 h-3 w-80 max-w-full" />
              </div>
            </div>
          ))}
        </div>
        <div className="min-w-0">
          <Skeleton className="mb-6 h-5 w-28" />
          {FACTS.map((width, row) => (
            <div key={row} className="flex h-8 items-center gap-4">
              <span className="w-32 shrink-0">
                <Skeleton className="h-3 w-20" />
              </span>
              <Skeleton className={`h-3 ${width}`} />
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
