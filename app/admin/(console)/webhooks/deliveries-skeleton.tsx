import { Skeleton, TableSkeleton } from "@/components/ui/skeleton";

const WIDTHS = ["w-36", "w-20", "w-28", "w-32", "w-16", "w-14", "w-20", "w-16"];
const ROWS = 12;

/** Deliveries that are still coming: a table, or cards where the screen is narrow. */
export function DeliveriesSkeleton({ rows = ROWS }: { rows?: number }) {
  return (
    <>
      <div className="max-sm:hidden">
        <TableSkeleton widths={WIDTHS} rows={rows} />
      </div>
      <div aria-hidden className="flex flex-col gap-2 sm:hidden">
        {Array.from({ length: Math.min(rows, 6) }, (_, row) => (
          <div
            key={row}
            className="flex h-24.5 flex-col justify-between rounded-card border border-line bg-surface px-4 py-3 shadow-raised"
          >
            <span className="flex justify-between">
              <Skeleton className="h-4 w-36" />
              <Skeleton className="h-5 w-20" />
            </span>
            <Skeleton className="h-4 w-28" />
            <span className="flex justify-between">
              <Skeleton className="h-3.5 w-24" />
              <Skeleton className="h-3.5 w-16" />
            </span>
          </div>
        ))}
      </div>
    </>
  );
}
