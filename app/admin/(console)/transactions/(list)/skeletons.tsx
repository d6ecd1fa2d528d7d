import { Skeleton, TableSkeleton } from "@/components/ui/skeleton";

const WIDTHS = ["w-24", "w-20", "w-24", "w-28", "w-32", "w-28", "w-16", "w-32"];
const ROWS = 12;
const TABS = 7;
const CHIPS = ["w-20", "w-16", "w-24", "w-16", "w-20", "w-20"];

/** Rows that are still coming: a table, or cards where the screen is narrow. */
export function RowsSkeleton() {
  return (
    <>
      <div className="max-sm:hidden">
        <TableSkeleton widths={WIDTHS} rows={ROWS} />
      </div>
      <div className="overflow-hidden rounded-card border border-line bg-surface sm:hidden">
        {Array.from({ length: ROWS / 2 }, (_, row) => (
          <div key={row} className="flex flex-col gap-2.5 border-line border-b p-4 last:border-b-0">
            <span className="flex justify-between">
              <Skeleton className="h-5 w-28" />
              <Skeleton className="h-5 w-16" />
            </span>
            <Skeleton className="h-4 w-24" />
            <span className="flex justify-between">
              <Skeleton className="h-4 w-28" />
              <Skeleton className="h-4 w-32" />
            </span>
          </div>
        ))}
      </div>
    </>
  );
}

/** Tabs, search and filters that are still coming. */
export function ControlsSkeleton() {
  return (
    <div aria-hidden>
      <div className="mb-4 flex gap-2.5 overflow-hidden py-1">
        {Array.from({ length: TABS }, (_, tab) => (
          <Skeleton key={tab} className="h-17.5 min-w-28 grow basis-0 rounded-card" />
        ))}
      </div>
      <div className="mb-3 flex gap-2">
        <Skeleton className="h-8 max-w-md grow" />
        <span className="grow" />
        <Skeleton className="h-8 w-24" />
      </div>
      <div className="mb-4 flex flex-wrap gap-2">
        {CHIPS.map((width, chip) => (
          <Skeleton key={chip} className={`h-7 rounded-full ${width}`} />
        ))}
      </div>
    </div>
  );
}
