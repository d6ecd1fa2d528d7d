import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/skeleton";

/** A page about one thing that is still coming: its head, its main part and the facts beside it. */
export function DetailSkeleton() {
  const t = useTranslations("console");
  return (
    <div aria-busy>
      <span role="status" className="sr-only">
        {t("loading")}
      </span>
      <div aria-hidden>
        <Skeleton className="h-4 w-28" />
        <Skeleton className="mt-3 h-7 w-64 max-w-full" />
        <Skeleton className="mt-3 mb-8 h-4 w-44" />
        <div className="grid gap-8 lg:grid-cols-[1fr_21rem]">
          <div className="flex flex-col gap-5">
            <Skeleton className="h-5 w-24" />
            {Array.from({ length: 5 }, (_, line) => (
              <span key={line} className="flex gap-3">
                <Skeleton className="size-5 rounded-full" />
                <span className="flex grow flex-col gap-2">
                  <Skeleton className="h-4 w-56 max-w-full" />
                  <Skeleton className="h-3.5 w-40" />
                </span>
              </span>
            ))}
          </div>
          <div className="flex flex-col gap-4">
            <Skeleton className="h-5 w-24" />
            {Array.from({ length: 6 }, (_, line) => (
              <span key={line} className="flex gap-4">
                <Skeleton className="h-4 w-24" />
                <Skeleton className="h-4 w-40" />
              </span>
            ))}
          </div>
        </div>
      </div>
    </div>
  );
}
