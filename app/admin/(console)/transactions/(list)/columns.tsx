"use client";

import { Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type ColumnLook, columnsOf } from "@/components/data-table/table";
import { Code } from "@/components/format/code";
import { Money } from "@/components/format/money";
import { Pan } from "@/components/format/pan";
import { Phone } from "@/components/format/phone";
import { ShortId } from "@/components/format/short-id";
import { Time } from "@/components/format/time";
import { Monogram } from "@/components/ui/monogram";
import { COLUMNS, type ColumnId } from "@/lib/transactions/console/columns";
import type { ConsoleRow } from "@/lib/transactions/console/row";
import { FailureText } from "./failure-text";
import { StatusMarks } from "./marks";
import { ProviderName } from "./provider-name";
import { useCopyId } from "./use-copy-id";

type Face = Omit<ColumnLook, "sort"> & { cell: (row: ConsoleRow) => ReactNode };

const FACES: Record<ColumnId, Face> = {
  amount: {
    number: true,
    card: "lead",
    cell: (row) => <Money rials={row.amountRials} compact className="font-[650]" />,
  },
  status: { card: "mark", cell: (row) => <StatusMarks row={row} /> },
  order: {
    card: "line",
    cell: (row) => (
      <Cut of={row.orderId} code className="max-w-72 sm:max-w-36">
        <Code>{row.orderId}</Code>
      </Cut>
    ),
  },
  app: {
    card: "foot",
    cell: (row) => (
      <span className="inline-flex max-w-full items-center gap-2 align-middle">
        <Monogram id={row.app.id} name={row.app.name} />
        <Cut of={row.app.name} className="max-w-44 sm:max-w-30">
          {row.app.name}
        </Cut>
      </span>
    ),
  },
  id: { cell: (row) => <Id>{row.id}</Id> },
  card: {
    cell: (row) =>
      row.cardPan && (
        <Faint>
          <Pan short>{row.cardPan}</Pan>
        </Faint>
      ),
  },
  provider: { cell: (row) => row.provider && <ProviderName>{row.provider}</ProviderName> },
  time: {
    card: "foot-end",
    cell: (row) => (
      <Faint>
        <Time at={row.createdAt} style="brief" />
      </Faint>
    ),
  },
  description: {
    cell: (row) => (
      <Cut of={row.description} className="max-w-56">
        {row.description}
      </Cut>
    ),
  },
  refunded: {
    number: true,
    cell: (row) => row.refundedRials > 0n && <Money rials={row.refundedRials} compact />,
  },
  mobile: {
    cell: (row) =>
      row.payerMobile && (
        <Faint>
          <Phone>{row.payerMobile}</Phone>
        </Faint>
      ),
  },
  authority: {
    cell: (row) =>
      row.authority && (
        <Faint>
          <ShortId>{row.authority}</ShortId>
        </Faint>
      ),
  },
  ref_id: {
    cell: (row) =>
      row.refId && (
        <Faint>
          <Code>{row.refId}</Code>
        </Faint>
      ),
  },
  failure: { cell: (row) => row.failure && <FailureText {...row.failure} /> },
  paid_at: {
    cell: (row) =>
      row.paidAt && (
        <Faint>
          <Time at={row.paidAt} style="brief" />
        </Faint>
      ),
  },
  ended_at: {
    cell: (row) =>
      row.endedAt && (
        <Faint>
          <Time at={row.endedAt} style="brief" />
        </Faint>
      ),
  },
};

const helper = columnsOf<ConsoleRow>();

/** Every column of the transactions list; what is not there shows as a dash. */
export const TRANSACTION_COLUMNS = helper.columns(
  COLUMNS.map((column) => {
    const { cell, ...look } = FACES[column.id];
    return helper.display({
      id: column.id,
      meta: "sort" in column ? { ...look, sort: column.sort } : look,
      header: () => <Head id={column.id} />,
      cell: ({ row }) => cell(row.original) || <span className="text-ink-3">—</span>,
    });
  }),
);

function Head({ id }: { id: ColumnId }) {
  return useTranslations("consoleTransactions.column")(id);
}

function Faint({ children }: { children: ReactNode }) {
  return <span className="text-ink-2">{children}</span>;
}

/** The id, and a button that copies it, which takes its place between the columns. */
function Id({ children }: { children: string }) {
  const copy = useCopyId();
  const ui = useTranslations("ui");
  const label = ui("copyWhat", { what: useTranslations("consoleTransactions.column")("id") });
  return (
    <span className="relative inline-block text-ink-2">
      <ShortId>{children}</ShortId>
      <button
        type="button"
        onClick={() => copy(children)}
        aria-label={label}
        title={label}
        className="absolute start-full -top-1 grid size-7 cursor-pointer place-items-center rounded-control text-ink-3 opacity-0 hover:text-ink focus-visible:opacity-100 group-hover:opacity-100"
      >
        <Copy aria-hidden className="size-3.5" />
      </button>
    </span>
  );
}

/** One line, cut where its own writing ends; whole in the tooltip. `dir` isolates it as well. */
function Cut({
  of,
  code = false,
  className,
  children,
}: {
  of: string;
  code?: boolean;
  className: string;
  children: ReactNode;
}) {
  return (
    <span
      title={of}
      dir={code ? "ltr" : "auto"}
      className={`inline-block truncate align-middle ${className}`}
    >
      {children}
    </span>
  );
}
