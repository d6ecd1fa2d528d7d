import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import { Money } from "@/components/format/money";
import { RefundStatus } from "@/components/refund-status";
import { Monogram } from "@/components/ui/monogram";
import { RowLink, Table, Td, Th, Tr } from "@/components/ui/table";
import type { RefundLine } from "@/lib/refunds/list-refunds";
import { RowTime } from "../webhooks/row-time";
import { Requester } from "./requester";

type Props = { lines: RefundLine[]; nowMs: number };

/** Refunds as a table, on a narrow screen as cards. */
export function RefundsTable({ lines, nowMs }: Props) {
  const t = useTranslations("consoleRefunds");
  return (
    <>
      <div className="max-md:hidden">
        <Table label={t("title")}>
          <thead>
            <tr>
              <Th number>{t("column.amount")}</Th>
              <Th>{t("column.status")}</Th>
              <Th>{t("column.order")}</Th>
              <Th>{t("column.app")}</Th>
              <Th>{t("column.method")}</Th>
              <Th>{t("column.reason")}</Th>
              <Th>{t("column.by")}</Th>
              <Th>{t("column.ref")}</Th>
              <Th>{t("column.time")}</Th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Tr key={line.refund.id}>
                <Td number>
                  <RowLink href={hrefOf(line)}>
                    <Money rials={line.refund.amountRials} compact />
                  </RowLink>
                </Td>
                <Td>
                  <RefundStatus refund={line.refund} />
                </Td>
                <Td>
                  <PaymentLink line={line} />
                </Td>
                <Td>
                  <AppName line={line} />
                </Td>
                <Td className="text-ink-2">{t(`method.${line.refund.method}`)}</Td>
                <Td className="max-w-44 text-ink-2">
                  {line.refund.reason ? (
                    <bdi className="block truncate">{line.refund.reason}</bdi>
                  ) : (
                    "—"
                  )}
                </Td>
                <Td className="max-w-44 text-ink-2">
                  <Requester line={line} />
                </Td>
                <Td>{line.refund.providerRef ? <Code>{line.refund.providerRef}</Code> : "—"}</Td>
                <Td className="text-ink-2">
                  <RowTime at={line.refund.createdAt} nowMs={nowMs} />
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      </div>
      <ul className="flex flex-col gap-2 md:hidden">
        {lines.map((line) => (
          <RefundCard key={line.refund.id} line={line} nowMs={nowMs} />
        ))}
      </ul>
    </>
  );
}

function RefundCard({ line, nowMs }: { line: RefundLine; nowMs: number }) {
  const { refund } = line;
  return (
    <li className="relative flex flex-col gap-1.5 rounded-card border border-line bg-surface px-4 py-3 text-table shadow-raised">
      <div className="flex items-center justify-between gap-3">
        <Link
          href={hrefOf(line)}
          prefetch={false}
          className="font-[650] after:absolute after:inset-0"
        >
          <Money rials={refund.amountRials} compact />
        </Link>
        <RefundStatus refund={refund} />
      </div>
      <div className="flex items-center justify-between gap-3">
        <AppName line={line} />
        <Code className="min-w-0 truncate">{line.orderId}</Code>
      </div>
      <div className="flex items-center justify-between gap-3 text-ink-2 text-meta">
        <span className="min-w-0">
          {refund.reason ? (
            <bdi className="block truncate">{refund.reason}</bdi>
          ) : (
            <Requester line={line} />
          )}
        </span>
        <RowTime at={refund.createdAt} nowMs={nowMs} />
      </div>
    </li>
  );
}

/** Above the row's own link, so that it can be followed. */
function PaymentLink({ line: { refund, orderId } }: { line: RefundLine }) {
  return (
    <Link
      href={`/admin/transactions/${refund.transactionId}` as Route}
      prefetch={false}
      className="relative z-10 inline-flex min-h-6 max-w-40 items-center hover:text-brand hover:underline"
    >
      <Code className="truncate">{orderId}</Code>
    </Link>
  );
}

function AppName({ line: { refund, appName } }: { line: RefundLine }) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Monogram id={refund.appId} name={appName} />
      <bdi className="max-w-32 truncate">{appName}</bdi>
    </span>
  );
}

const hrefOf = ({ refund }: RefundLine) => `/admin/refunds/${refund.id}` as Route;
