"use client";

import clsx from "clsx";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import type { Density } from "@/lib/operators/state";
import { ROW_HEIGHT } from "./density";
import { useListNavigation } from "./list-navigation";
import { RowLink } from "./row-link";
import { SortHeader, type SortState } from "./sort-header";
import { type ColumnLook, type TableColumns, useAppTable } from "./table";

/** Where a cell stands on the card that its row is on a narrow screen. */
const ON_CARD = {
  lead: "max-sm:col-start-1 max-sm:row-start-1 max-sm:text-base",
  mark: "max-sm:col-start-2 max-sm:row-start-1 max-sm:justify-self-end",
  line: "max-sm:col-span-2 max-sm:col-start-1 max-sm:row-start-2",
  foot: "max-sm:col-start-1 max-sm:row-start-3 max-sm:text-ink-2",
  "foot-end": "max-sm:col-start-2 max-sm:row-start-3 max-sm:justify-self-end max-sm:text-ink-2",
} as const satisfies Record<NonNullable<ColumnLook["card"]>, string>;

export type DataTableProps<Row extends { id: string }> = {
  rows: Row[];
  columns: TableColumns<Row>;
  /** Ids of the columns in sight, in their order. */
  shown: readonly string[];
  /** Names the table for a screen reader. */
  label: string;
  density: Density;
  /** The page of a row. */
  href: (row: Row) => string;
  /** What a screen reader calls that page, e.g. "order A-1001". */
  name: (row: Row) => string;
  sort?: { state: (key: string) => SortState; href: (key: string) => string };
  /** Buttons at the end of a row, seen when the row is looked at. */
  actions?: (row: Row) => ReactNode;
};

/**
 * A list whose rows are links, arranged by its reader. Each row is a card where the screen is narrow. The
 * rows are what the server sent: nothing is sorted, filtered or fetched here.
 */
export function DataTable<Row extends { id: string }>({
  rows,
  columns,
  shown,
  label,
  density,
  href,
  name,
  sort,
  actions,
}: DataTableProps<Row>) {
  const t = useTranslations("ui");
  const arranged = useMemo(() => arrange(columns, shown), [columns, shown]);
  const table = useAppTable(rows, arranged);

  return (
    <Held label={label}>
      <table className="w-full border-collapse text-table max-sm:block">
        <thead className="max-sm:hidden">
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              <td className="w-0 border-line border-b" />
              {group.headers.map((header) => {
                const look = header.column.columnDef.meta;
                const key = look?.sort;
                const order = key === undefined ? undefined : sort?.state(key);
                return (
                  <th
                    key={header.id}
                    scope="col"
                    aria-sort={order}
                    className={clsx(
                      "h-9.5 whitespace-nowrap border-line border-b px-3 font-[550] text-ink-2 text-meta nth-2:ps-4",
                      look?.number ? "text-right" : "text-start",
                      !shown.includes(header.column.id) && "sm:hidden",
                    )}
                  >
                    {key !== undefined && sort && order ? (
                      <SortHeader state={order} href={sort.href(key)}>
                        <table.FlexRender header={header} />
                      </SortHeader>
                    ) : (
                      <table.FlexRender header={header} />
                    )}
                  </th>
                );
              })}
              {actions && (
                <th scope="col" className="w-0 border-line border-b">
                  <span className="sr-only">{t("rowActions")}</span>
                </th>
              )}
            </tr>
          ))}
        </thead>
        <tbody className="max-sm:block">
          {table.getRowModel().rows.map((row) => (
            <tr
              key={row.id}
              className={clsx(
                "group relative border-line border-b last:border-b-0 hover:bg-sunken has-[a[data-row]:focus-visible]:bg-sunken",
                "max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:items-center max-sm:gap-x-3 max-sm:gap-y-1.5 max-sm:px-4 max-sm:py-3",
              )}
            >
              {/* In a cell of its own: any of the others may be out of sight. */}
              <td className="w-0 max-sm:contents">
                <RowLink href={href(row.original)} id={row.id}>
                  {name(row.original)}
                </RowLink>
              </td>
              {row.getAllCells().map((cell) => {
                const look = cell.column.columnDef.meta;
                return (
                  <td
                    key={cell.id}
                    className={clsx(
                      "whitespace-nowrap px-3 align-middle sm:nth-2:ps-4 max-sm:block max-sm:h-auto max-sm:p-0 max-sm:text-start",
                      ROW_HEIGHT[density],
                      look?.number ? "text-right" : "text-start",
                      look?.card ? ON_CARD[look.card] : "max-sm:hidden",
                      !shown.includes(cell.column.id) && "sm:hidden",
                    )}
                  >
                    <table.FlexRender cell={cell} />
                  </td>
                );
              })}
              {actions && (
                <td className="pe-2 max-sm:hidden">
                  <span className="relative flex justify-end opacity-0 transition-opacity duration-100 group-focus-within:opacity-100 group-hover:opacity-100 [@media(hover:none)]:opacity-100">
                    {actions(row.original)}
                  </span>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Held>
  );
}

/** The card around the table; it alone minds whether other rows are on their way. */
function Held({ label, children }: { label: string; children: ReactNode }) {
  const { pending } = useListNavigation();
  return (
    <section
      aria-label={label}
      aria-busy={pending}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
      tabIndex={0}
      className={clsx(
        // `relative`: what is only there to be read aloud must not widen the page.
        "relative overflow-x-auto rounded-card border border-line bg-surface shadow-raised transition-opacity duration-150",
        // An answer that comes at once does not flicker.
        pending && "opacity-60 delay-150",
      )}
    >
      {children}
    </section>
  );
}

/** A card has its parts whichever columns are chosen; in the table they are then out of sight. */
function arrange<Row extends { id: string }>(columns: TableColumns<Row>, shown: readonly string[]) {
  const chosen = shown.flatMap((wanted) => columns.find(({ id }) => id === wanted) ?? []);
  const onCards = columns.filter(({ id, meta }) => meta?.card && !shown.includes(id ?? ""));
  return [...chosen, ...onCards];
}
