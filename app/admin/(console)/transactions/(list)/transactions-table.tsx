"use client";

import { PanelRightOpen } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo, useDeferredValue } from "react";
import { DataTable } from "@/components/data-table/data-table";
import type { SortState } from "@/components/data-table/sort-header";
import { DirIcon } from "@/components/ui/dir-icon";
import type { ConsoleRow } from "@/lib/transactions/console/row";
import { type ConsoleFilters, type Sort, sortKey } from "@/lib/transactions/console/schema";
import { withoutPage } from "@/lib/transactions/console/serialize";
import { listHref, transactionHref } from "./address";
import { type Arrangement, useArrangement } from "./arrangement";
import { TRANSACTION_COLUMNS } from "./columns";
import { openPeek } from "./use-peek";

type Props = { rows: ConsoleRow[]; filters: ConsoleFilters; view: string | null };

/** A page of transactions as its reader has arranged it. */
export function TransactionsTable(props: Props) {
  // A box that is ticked shows it at once; fifty rows follow.
  return <Arranged {...props} {...useDeferredValue(useArrangement())} />;
}

const Arranged = memo(function Arranged({
  rows,
  filters,
  view,
  shown,
  density,
}: Props & Arrangement) {
  const t = useTranslations("consoleTransactions");
  const { sort } = filters;
  const state = (key: string): SortState => {
    if (sortKey(sort) !== key) return "none";
    return sort.startsWith("-") ? "descending" : "ascending";
  };
  // The newest and the largest come first, until asked for the other way round.
  const toggled = (key: string) => (sort === `-${key}` ? key : `-${key}`) as Sort;
  return (
    <DataTable
      rows={rows}
      columns={TRANSACTION_COLUMNS}
      shown={shown}
      density={density}
      label={t("title")}
      href={(row) => transactionHref(row.id)}
      name={(row) => t("ofOrder", { order: row.orderId })}
      sort={{
        state,
        href: (key) => listHref({ ...withoutPage(filters), sort: toggled(key) }, view),
      }}
      actions={(row) => (
        <button
          type="button"
          onClick={() => openPeek(row.id)}
          aria-label={t("peekAt", { order: row.orderId })}
          title={t("peek")}
          className="grid size-7 cursor-pointer place-items-center rounded-control text-ink-3 hover:bg-line/60 hover:text-ink"
        >
          <DirIcon icon={PanelRightOpen} className="size-4" />
        </button>
      )}
    />
  );
});
