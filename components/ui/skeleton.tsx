import clsx from "clsx";

/** The place of something that is still coming, in its shape. `className` gives it its size. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={clsx("block animate-pulse rounded-control bg-line/70", className ?? "h-4 w-24")}
    />
  );
}

/** Rows of a table that is still coming; `widths` are Tailwind widths, one for each column. */
export function TableSkeleton({ widths, rows = 8 }: { widths: string[]; rows?: number }) {
  return (
    <div
      aria-hidden
      className="overflow-hidden rounded-card border border-line bg-surface shadow-raised"
    >
      {Array.from({ length: rows + 1 }, (_, row) => (
        <div
          key={row}
          className={clsx(
            "flex items-center gap-8 border-line border-b px-4 last:border-b-0",
            row === 0 ? "h-9.5" : "h-11",
          )}
        >
          {widths.map((width, column) => (
            <Skeleton key={column} className={clsx(row === 0 ? "h-3" : "h-4", width)} />
          ))}
        </div>
      ))}
    </div>
  );
}
